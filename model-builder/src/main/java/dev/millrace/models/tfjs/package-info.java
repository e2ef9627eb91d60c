/// Reads weights out of TensorFlow.js models.
@NullMarked
package dev.millrace.models.tfjs;

import org.jspecify.annotations.NullMarked;
