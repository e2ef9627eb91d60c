package dev.millrace.models;

import dev.millrace.models.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Writes a MobileNetV3-Small with the weights' names of torchvision as a module `(pictures) ->
/// probabilities`.
final class MobileNetV3Builder {
  private static final double BATCH_NORM_EPSILON = 1e-3;
  private static final String RELU = "relu";
  private static final String HARD_SWISH = "hardswish";

  /// A block.
  ///
  /// @param channels what it gives
  /// @param wide how many channels it has inside
  /// @param excited whether its channels are weighed
  private record Block(int channels, int wide, int stride, boolean excited, String activation) {}

  private static final int STEM_CHANNELS = 16;
  private static final List<Block> BLOCKS =
      List.of(
          new Block(16, 16, 2, true, RELU),
          new Block(24, 72, 2, false, RELU),
          new Block(24, 88, 1, false, RELU),
          new Block(40, 96, 2, true, HARD_SWISH),
          new Block(40, 240, 1, true, HARD_SWISH),
          new Block(40, 240, 1, true, HARD_SWISH),
          new Block(48, 120, 1, true, HARD_SWISH),
          new Block(48, 144, 1, true, HARD_SWISH),
          new Block(96, 288, 2, true, HARD_SWISH),
          new Block(96, 576, 1, true, HARD_SWISH),
          new Block(96, 576, 1, true, HARD_SWISH));

  private final Map<String, FloatTensor> weights;
  private final Layers layers;

  private MobileNetV3Builder(Map<String, FloatTensor> weights, Layers layers) {
    this.weights = weights;
    this.layers = layers;
  }

  /// Writes the network for square pictures of that size into that file.
  static void write(Map<String, FloatTensor> weights, int size, Path file) throws IOException {
    try (Layers layers = new Layers(file, "MobileNetV3", size)) {
      layers.finish(new MobileNetV3Builder(weights, layers).probabilities());
    }
  }

  private String probabilities() throws IOException {
    String x = activated(HARD_SWISH, layers.pictures(), "features.0", 2, 1);
    int channels = STEM_CHANNELS;
    for (int i = 0; i < BLOCKS.size(); i++) {
      Block block = BLOCKS.get(i);
      String y = block(block, "features." + (i + 1) + ".block.", x, channels);
      x = block.stride() == 1 && channels == block.channels() ? layers.sum(y, x) : y;
      channels = block.channels();
    }
    String features = layers.pooled(activated(HARD_SWISH, x, "features.12", 1, 1));
    String wide = layers.applied(HARD_SWISH, linear(features, "classifier.0"));
    return layers.softmax(linear(wide, "classifier.3"));
  }

  private String block(Block block, String prefix, String input, int channels) throws IOException {
    int part = 0;
    String x = input;
    if (block.wide() != channels) {
      x = activated(block.activation(), x, prefix + part++, 1, 1);
    }
    x = activated(block.activation(), x, prefix + part++, block.stride(), block.wide());
    if (block.excited()) {
      String excitation = prefix + part++;
      x =
          layers.excitation(
              x, Kernel.of(weights, excitation + ".fc1"), Kernel.of(weights, excitation + ".fc2"));
    }
    return convolution(x, prefix + part, 1, 1);
  }

  private String activated(String activation, String x, String name, int stride, int groups)
      throws IOException {
    return layers.applied(activation, convolution(x, name, stride, groups));
  }

  private String convolution(String x, String name, int stride, int groups) throws IOException {
    return layers.centredConvolution(
        x, Kernel.folded(weights, name + ".0", name + ".1", BATCH_NORM_EPSILON), stride, groups);
  }

  private String linear(String x, String name) throws IOException {
    return layers.linear(
        x, Kernel.weight(weights, name + ".weight"), Kernel.weight(weights, name + ".bias"));
  }
}
