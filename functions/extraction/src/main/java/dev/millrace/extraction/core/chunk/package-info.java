/// Chunks: pieces of a text small enough for an embedding, with exact offsets.
@NullMarked
package dev.millrace.extraction.core.chunk;

import org.jspecify.annotations.NullMarked;
