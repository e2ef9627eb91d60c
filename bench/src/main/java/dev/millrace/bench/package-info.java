/// The benchmarks: each measures beside a peer or a physical limit in the same run.
@NullMarked
package dev.millrace.bench;

import org.jspecify.annotations.NullMarked;
