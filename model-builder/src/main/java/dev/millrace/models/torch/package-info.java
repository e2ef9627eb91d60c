/// PyTorch's file formats without PyTorch: reads a state dict and writes a TorchScript archive.
@NullMarked
package dev.millrace.models.torch;

import org.jspecify.annotations.NullMarked;
