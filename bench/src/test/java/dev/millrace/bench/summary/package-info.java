@NullMarked
package dev.millrace.bench.summary;

import org.jspecify.annotations.NullMarked;
