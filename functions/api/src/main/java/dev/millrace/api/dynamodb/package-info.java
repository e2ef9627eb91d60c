/// What the API wants of tables, beyond the stores that all functions share.
@NullMarked
package dev.millrace.api.dynamodb;

import org.jspecify.annotations.NullMarked;
