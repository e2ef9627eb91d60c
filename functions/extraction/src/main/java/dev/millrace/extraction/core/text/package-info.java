/// Plain characters: which charset, which CSV dialect, and what may stand in a text.
@NullMarked
package dev.millrace.extraction.core.text;

import org.jspecify.annotations.NullMarked;
