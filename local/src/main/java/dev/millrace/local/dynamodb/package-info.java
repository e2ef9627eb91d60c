/// DynamoDB Local inside this process, with the template's tables.
@NullMarked
package dev.millrace.local.dynamodb;

import org.jspecify.annotations.NullMarked;
