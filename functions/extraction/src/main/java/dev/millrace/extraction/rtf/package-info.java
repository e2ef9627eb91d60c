/// Reads Rich Text Format.
@NullMarked
package dev.millrace.extraction.rtf;

import org.jspecify.annotations.NullMarked;
