@NullMarked
package dev.millrace.bench.heavy.files;

import org.jspecify.annotations.NullMarked;
