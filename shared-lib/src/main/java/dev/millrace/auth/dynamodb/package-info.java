/// API keys as DynamoDB items.
@NullMarked
package dev.millrace.auth.dynamodb;

import org.jspecify.annotations.NullMarked;
