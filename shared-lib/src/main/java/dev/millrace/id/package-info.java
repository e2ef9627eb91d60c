/// Identifiers: prefixed, sortable by time when random, equal for equal input when hashed.
@NullMarked
package dev.millrace.id;

import org.jspecify.annotations.NullMarked;
