@NullMarked
package dev.millrace.bench.inference;

import org.jspecify.annotations.NullMarked;
