/// Guesses charsets with juniversalchardet.
@NullMarked
package dev.millrace.extraction.charset;

import org.jspecify.annotations.NullMarked;
