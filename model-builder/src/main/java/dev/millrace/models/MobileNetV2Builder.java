package dev.millrace.models;

import dev.millrace.models.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Writes a MobileNetV2 with the weights' names of TensorFlow Hub as a module `(pictures) ->
/// probabilities`. The batch norms were folded when it was exported.
final class MobileNetV2Builder {
  private static final int BLOCKS = 17;

  private final Map<String, FloatTensor> weights;
  private final Layers layers;

  private MobileNetV2Builder(Map<String, FloatTensor> weights, Layers layers) {
    this.weights = weights;
    this.layers = layers;
  }

  /// Writes the network for square pictures of that size, values of 0 to 1, into that file.
  ///
  /// @param weights kernels in TensorFlow's order: height, width, inputs, outputs
  static void write(Map<String, FloatTensor> weights, int size, Path file) throws IOException {
    try (Layers layers = new Layers(file, "MobileNetV2", size)) {
      layers.finish(new MobileNetV2Builder(weights, layers).probabilities());
    }
  }

  private String probabilities() throws IOException {
    String x = layers.relu6(convolution(layers.centred(layers.pictures()), "Conv/Conv2D", 2));
    int channels = weight("Conv/Conv2D_weights").length(3);
    for (int block = 0; block < BLOCKS; block++) {
      String prefix = block == 0 ? "expanded_conv/" : "expanded_conv_" + block + "/";
      int stride = stride(block);
      String y = block(prefix, x, block == 0, stride);
      int outputs = weight(prefix + "project/Conv2D_weights").length(3);
      x = stride == 1 && channels == outputs ? layers.sum(y, x) : y;
      channels = outputs;
    }
    String features = layers.pooled(layers.relu6(convolution(x, "Conv_1/Conv2D", 1)));
    return layers.softmax(
        layers.linear(features, weight("dense/weights").transposed(), weight("dense/bias")));
  }

  private static int stride(int block) {
    return switch (block) {
      case 1, 3, 6, 13 -> 2;
      default -> 1;
    };
  }

  private String block(String prefix, String input, boolean narrow, int stride) throws IOException {
    String x = input;
    if (!narrow) {
      x = layers.relu6(convolution(x, prefix + "expand/Conv2D", 1));
    }
    FloatTensor depthwise = weight(prefix + "depthwise/depthwise_weights");
    Kernel kernel =
        new Kernel(
            depthwise.permuted(2, 3, 0, 1), weight(prefix + "depthwise/depthwise_bn_offset"));
    x = layers.relu6(layers.convolution(x, kernel, stride, depthwise.length(2)));
    return convolution(x, prefix + "project/Conv2D", 1);
  }

  private String convolution(String x, String name, int stride) throws IOException {
    Kernel kernel =
        new Kernel(weight(name + "_weights").permuted(3, 2, 0, 1), weight(name + "_bn_offset"));
    return layers.convolution(x, kernel, stride, 1);
  }

  private FloatTensor weight(String name) {
    return Kernel.weight(weights, name);
  }
}
