/// The creation of uploads and the signing of what sends their bytes.
@NullMarked
package dev.millrace.bench.upload;

import org.jspecify.annotations.NullMarked;
