/// Reads the weights out of an ONNX file.
@NullMarked
package dev.millrace.models.onnx;

import org.jspecify.annotations.NullMarked;
