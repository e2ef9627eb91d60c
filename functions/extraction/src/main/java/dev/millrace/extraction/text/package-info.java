/// Reads plain text.
@NullMarked
package dev.millrace.extraction.text;

import org.jspecify.annotations.NullMarked;
