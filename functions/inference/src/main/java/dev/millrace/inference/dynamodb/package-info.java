/// What inference reads and keeps in DynamoDB.
@NullMarked
package dev.millrace.inference.dynamodb;

import org.jspecify.annotations.NullMarked;
