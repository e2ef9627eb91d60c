/// Flags as DynamoDB items.
@NullMarked
package dev.millrace.flag.dynamodb;

import org.jspecify.annotations.NullMarked;
