/// Reads what runs have made of documents, as gzip JSON lines among the derived objects.
@NullMarked
package dev.millrace.api.derived;

import org.jspecify.annotations.NullMarked;
