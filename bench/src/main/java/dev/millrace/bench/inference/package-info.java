/// How fast models answer, beside bare runtimes, and how good summaries are.
@NullMarked
package dev.millrace.bench.inference;

import org.jspecify.annotations.NullMarked;
