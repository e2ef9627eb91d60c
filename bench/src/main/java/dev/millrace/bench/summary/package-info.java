/// How good summaries and concepts are, beside simpler methods, on papers with an abstract and key
/// words of their own.
@NullMarked
package dev.millrace.bench.summary;

import org.jspecify.annotations.NullMarked;
