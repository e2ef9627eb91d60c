@NullMarked
package dev.millrace.extraction.rtf;

import org.jspecify.annotations.NullMarked;
