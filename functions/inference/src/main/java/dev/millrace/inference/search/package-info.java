/// Exact search through embeddings that lie in memory.
@NullMarked
package dev.millrace.inference.search;

import org.jspecify.annotations.NullMarked;
