/// Tells of objects through SQS.
@NullMarked
package dev.millrace.upload.sqs;

import org.jspecify.annotations.NullMarked;
