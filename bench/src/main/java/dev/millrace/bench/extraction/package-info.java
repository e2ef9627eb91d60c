/// Extraction beside the tools that people use today, on real files, on long ones and on hostile
/// ones.
@NullMarked
package dev.millrace.bench.extraction;

import org.jspecify.annotations.NullMarked;
