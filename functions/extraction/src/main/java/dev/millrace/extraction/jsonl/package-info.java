/// What a run makes of a document, as gzip JSON lines among the derived objects.
@NullMarked
package dev.millrace.extraction.jsonl;

import org.jspecify.annotations.NullMarked;
