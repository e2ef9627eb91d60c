/// Counts and leases as DynamoDB items.
@NullMarked
package dev.millrace.limit.dynamodb;

import org.jspecify.annotations.NullMarked;
