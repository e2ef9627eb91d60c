/// What the API wants of queues.
@NullMarked
package dev.millrace.api.sqs;

import org.jspecify.annotations.NullMarked;
