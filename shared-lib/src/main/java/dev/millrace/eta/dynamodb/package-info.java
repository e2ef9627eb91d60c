/// Durations as DynamoDB items.
@NullMarked
package dev.millrace.eta.dynamodb;

import org.jspecify.annotations.NullMarked;
