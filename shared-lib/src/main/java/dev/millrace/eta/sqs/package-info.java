/// What SQS tells of its queues.
@NullMarked
package dev.millrace.eta.sqs;

import org.jspecify.annotations.NullMarked;
