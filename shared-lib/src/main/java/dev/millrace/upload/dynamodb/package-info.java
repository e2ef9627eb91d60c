/// Uploads, runs, results and outbox events as DynamoDB items.
@NullMarked
package dev.millrace.upload.dynamodb;

import org.jspecify.annotations.NullMarked;
