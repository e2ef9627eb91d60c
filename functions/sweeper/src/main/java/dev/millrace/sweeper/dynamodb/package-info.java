/// Finds what is due in the indexes of the tables.
@NullMarked
package dev.millrace.sweeper.dynamodb;

import org.jspecify.annotations.NullMarked;
