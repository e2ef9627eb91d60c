/// Which natural language a text is written in.
@NullMarked
package dev.millrace.language;

import org.jspecify.annotations.NullMarked;
