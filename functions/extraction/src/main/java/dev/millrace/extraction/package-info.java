/// The function that verifies uploaded documents and extracts their text.
@NullMarked
package dev.millrace.extraction;

import org.jspecify.annotations.NullMarked;
