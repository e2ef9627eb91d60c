/// Requests for deliveries as SQS messages.
@NullMarked
package dev.millrace.webhook.sqs;

import org.jspecify.annotations.NullMarked;
