/// The models on the PyTorch engine of the Deep Java Library.
@NullMarked
package dev.millrace.inference.djl;

import org.jspecify.annotations.NullMarked;
