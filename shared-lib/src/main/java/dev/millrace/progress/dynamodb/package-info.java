/// Connections and listeners in the control table.
@NullMarked
package dev.millrace.progress.dynamodb;

import org.jspecify.annotations.NullMarked;
