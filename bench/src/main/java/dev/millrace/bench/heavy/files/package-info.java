/// Files of any size that nobody has seen before, written as fast as a disk takes them.
@NullMarked
package dev.millrace.bench.heavy.files;

import org.jspecify.annotations.NullMarked;
