package dev.millrace.models;

import dev.millrace.models.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Writes an EfficientNet-Lite as a module `(pictures) -> logits`. Batch norms are folded into the
/// convolutions before them.
final class EfficientNetLiteBuilder {
  private static final double BATCH_NORM_EPSILON = 1e-3;
  private static final int STEM_CHANNELS = 32;
  private static final int DIVISOR = 8;

  /// How much wider and deeper than level 0 a network is.
  enum Level {
    LITE0(1, 1, 224),
    LITE2(1.1, 1.2, 260);

    private final double width;
    private final double depth;
    private final int size;

    Level(double width, double depth, int size) {
      this.width = width;
      this.depth = depth;
      this.size = size;
    }

    /// {@return width and height of its pictures}
    int size() {
      return size;
    }

    /// {@return that many channels of level 0, to the nearest 8 but no tenth less}
    private int channels(int base) {
      double wanted = base * width;
      int channels = Math.max(DIVISOR, (int) (wanted + DIVISOR / 2) / DIVISOR * DIVISOR);
      return channels < 0.9 * wanted ? channels + DIVISOR : channels;
    }

    private int repeats(Stage stage) {
      return stage.fixed() ? stage.repeats() : (int) Math.ceil(stage.repeats() * depth);
    }
  }

  /// A run of equal blocks.
  ///
  /// @param expansion how many times a block widens its input inside
  /// @param channels what each block gives
  /// @param repeats how many blocks
  /// @param stride of the first block
  /// @param fixed whether it is as deep in every level
  private record Stage(int expansion, int channels, int repeats, int stride, boolean fixed) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(1, 16, 1, 1, true),
          new Stage(6, 24, 2, 2, false),
          new Stage(6, 40, 2, 2, false),
          new Stage(6, 80, 3, 2, false),
          new Stage(6, 112, 3, 1, false),
          new Stage(6, 192, 4, 2, false),
          new Stage(6, 320, 1, 1, true));

  private final Map<String, FloatTensor> weights;
  private final Level level;
  private final Layers layers;

  private EfficientNetLiteBuilder(Map<String, FloatTensor> weights, Level level, Layers layers) {
    this.weights = weights;
    this.level = level;
    this.layers = layers;
  }

  /// Writes the network of a level into that file.
  static void write(Map<String, FloatTensor> weights, Level level, Path file) throws IOException {
    try (Layers layers = new Layers(file, "EfficientNetLite", level.size())) {
      String features = new EfficientNetLiteBuilder(weights, level, layers).features();
      layers.finish(
          layers.linear(
              features, Kernel.weight(weights, "_fc.weight"), Kernel.weight(weights, "_fc.bias")));
    }
  }

  /// Writes the same network without its last layer.
  static void writeFeatures(Map<String, FloatTensor> weights, Level level, Path file)
      throws IOException {
    try (Layers layers = new Layers(file, "EfficientNetLite", level.size())) {
      layers.finish(new EfficientNetLiteBuilder(weights, level, layers).features());
    }
  }

  /// {@return the pooled features}
  private String features() throws IOException {
    String x = layers.relu6(convolution(layers.pictures(), "_conv_stem", "_bn0", 2, 1));
    int block = 0;
    int channels = STEM_CHANNELS;
    for (Stage stage : STAGES) {
      int outputs = level.channels(stage.channels());
      for (int repeat = 0; repeat < level.repeats(stage); repeat++) {
        int stride = repeat == 0 ? stage.stride() : 1;
        String y = block("_blocks." + block++ + ".", x, stage.expansion(), stride, channels);
        x = stride == 1 && channels == outputs ? layers.sum(y, x) : y;
        channels = outputs;
      }
    }
    return layers.pooled(layers.relu6(convolution(x, "_conv_head", "_bn1", 1, 1)));
  }

  private String block(String prefix, String input, int expansion, int stride, int channels)
      throws IOException {
    String x = input;
    if (expansion > 1) {
      x = layers.relu6(convolution(x, prefix + "_expand_conv", prefix + "_bn0", 1, 1));
    }
    int wide = channels * expansion;
    x = layers.relu6(convolution(x, prefix + "_depthwise_conv", prefix + "_bn1", stride, wide));
    return convolution(x, prefix + "_project_conv", prefix + "_bn2", 1, 1);
  }

  private String convolution(String x, String name, String batchNorm, int stride, int groups)
      throws IOException {
    return layers.convolution(
        x, Kernel.folded(weights, name, batchNorm, BATCH_NORM_EPSILON), stride, groups);
  }
}
