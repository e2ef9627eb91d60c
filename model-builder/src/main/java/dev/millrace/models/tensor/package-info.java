/// Plain arrays with a shape, the common ground between the readers and the writer.
@NullMarked
package dev.millrace.models.tensor;

import org.jspecify.annotations.NullMarked;
