@NullMarked
package dev.millrace.api.dynamodb;

import org.jspecify.annotations.NullMarked;
