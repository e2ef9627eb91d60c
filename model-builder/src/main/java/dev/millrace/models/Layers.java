package dev.millrace.models;

import dev.millrace.models.tensor.FloatTensor;
import dev.millrace.models.torch.ForwardMethod;
import dev.millrace.models.torch.TorchScriptWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/// Writes the layers of a convolutional network `(pictures) -> numbers` into an archive, for square
/// pictures of one size. Each method adds a layer after `x` and gives the name of what comes out.
final class Layers implements Closeable {
  private final TorchScriptWriter module;
  private final ForwardMethod forward = new ForwardMethod("pictures");
  private int size;

  /// @param size of the pictures, width and height
  Layers(Path file, String className, int size) throws IOException {
    this.module = new TorchScriptWriter(file, className);
    this.size = size;
  }

  /// {@return the pictures, laid out as convolutions are fastest}
  String pictures() {
    return let("torch.contiguous(pictures, memory_format=2)");
  }

  /// Convolves with TensorFlow's SAME padding, which may be wider on the right and below.
  ///
  /// @param groups as many as channels for a depthwise convolution
  String convolution(String x, Kernel kernel, int stride, int groups) throws IOException {
    int padding =
        Math.max((Math.ceilDiv(size, stride) - 1) * stride + kernel.weight().length(2) - size, 0);
    int before = padding / 2;
    int after = padding - before;
    if (before == after) {
      return convolution(x, kernel, stride, groups, before);
    }
    String padded =
        let("torch.constant_pad_nd(%1$s, [%2$s, %3$s, %2$s, %3$s], 0)".formatted(x, before, after));
    return convolution(padded, kernel, stride, groups, 0);
  }

  /// Convolves with PyTorch's padding, which is alike on all sides.
  String centredConvolution(String x, Kernel kernel, int stride, int groups) throws IOException {
    return convolution(x, kernel, stride, groups, kernel.weight().length(2) / 2);
  }

  private String convolution(String x, Kernel kernel, int stride, int groups, int padding)
      throws IOException {
    size = Math.ceilDiv(size, stride);
    return weighted(x, kernel, stride, groups, padding);
  }

  private String weighted(String x, Kernel kernel, int stride, int groups, int padding)
      throws IOException {
    return let(
        "torch.conv2d(%1$s, %2$s, %3$s, [%4$s, %4$s], [%5$s, %5$s], [1, 1], %6$s)"
            .formatted(
                x,
                module.tensor(kernel.weight()),
                module.tensor(kernel.bias()),
                stride,
                padding,
                groups));
  }

  /// Weighs each channel by what all of them have in sum (squeeze and excitation).
  String excitation(String x, Kernel squeeze, Kernel excite) throws IOException {
    String means = let("torch.adaptive_avg_pool2d(" + x + ", [1, 1])");
    String few = applied("relu", weighted(means, squeeze, 1, 1, 0));
    String weights = applied("hardsigmoid", weighted(few, excite, 1, 1, 0));
    return let("torch.mul(" + weights + ", " + x + ")");
  }

  String relu6(String x) {
    return let("torch.hardtanh(" + x + ", 0., 6.)");
  }

  /// Applies a function that has no parameters, such as `relu`.
  String applied(String function, String x) {
    return let("torch." + function + "(" + x + ")");
  }

  String sum(String x, String y) {
    return let("torch.add(" + x + ", " + y + ")");
  }

  /// Brings values of 0 to 1 to -1 to 1.
  String centred(String x) {
    return let("torch.sub(torch.mul(" + x + ", 2.), 1.)");
  }

  /// {@return the mean of each channel}
  String pooled(String x) {
    return let("torch.flatten(torch.adaptive_avg_pool2d(" + x + ", [1, 1]), 1, -1)");
  }

  /// @param weight a row for each output
  String linear(String x, FloatTensor weight, FloatTensor bias) throws IOException {
    return let("torch.linear(%s, %s, %s)".formatted(x, module.tensor(weight), module.tensor(bias)));
  }

  String softmax(String x) {
    return let("torch.softmax(" + x + ", 1)");
  }

  /// Ends the network.
  void finish(String result) throws IOException {
    module.finish(forward, result);
  }

  @Override
  public void close() throws IOException {
    module.close();
  }

  private String let(String expression) {
    return forward.let(expression);
  }
}
