/// Reads what extraction has written: the manifest and the chunks.
@NullMarked
package dev.millrace.inference.jsonl;

import org.jspecify.annotations.NullMarked;
