/// Reads weights out of GGUF files.
@NullMarked
package dev.millrace.models.gguf;

import org.jspecify.annotations.NullMarked;
