/// Repeatable requests in the control table.
@NullMarked
package dev.millrace.idempotency.dynamodb;

import org.jspecify.annotations.NullMarked;
