package dev.millrace.models;

import dev.millrace.models.tensor.FloatTensor;
import dev.millrace.models.torch.ForwardMethod;
import dev.millrace.models.torch.TorchScriptWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Writes an EfficientNet-Lite as a module `(pictures) -> logits`.
///
/// Batch norms are folded into the convolutions before them, and TensorFlow's SAME padding, which
/// may be wider on the right and below, is written out for the one input size.
final class EfficientNetLiteBuilder {
  private static final double BATCH_NORM_EPSILON = 1e-3;
  private static final int STEM_CHANNELS = 32;

  /// A run of equal blocks.
  ///
  /// @param expansion how many times a block widens its input inside
  /// @param channels what each block gives
  /// @param repeats how many blocks
  /// @param stride of the first block
  private record Stage(int expansion, int channels, int repeats, int stride) {}

  private static final List<Stage> LITE0 =
      List.of(
          new Stage(1, 16, 1, 1),
          new Stage(6, 24, 2, 2),
          new Stage(6, 40, 2, 2),
          new Stage(6, 80, 3, 2),
          new Stage(6, 112, 3, 1),
          new Stage(6, 192, 4, 2),
          new Stage(6, 320, 1, 1));

  private final Map<String, FloatTensor> weights;
  private final TorchScriptWriter module;
  private final ForwardMethod forward = new ForwardMethod("pictures");
  private int size;

  private EfficientNetLiteBuilder(
      Map<String, FloatTensor> weights, int size, TorchScriptWriter module) {
    this.weights = weights;
    this.size = size;
    this.module = module;
  }

  /// Writes the network of level 0 for square pictures of that size into that file.
  static void write(Map<String, FloatTensor> weights, int size, Path file) throws IOException {
    try (TorchScriptWriter module = new TorchScriptWriter(file, "EfficientNetLite")) {
      EfficientNetLiteBuilder network = new EfficientNetLiteBuilder(weights, size, module);
      module.finish(network.forward, network.classifier(network.features()));
    }
  }

  /// Writes the same network without its last layer.
  static void writeFeatures(Map<String, FloatTensor> weights, int size, Path file)
      throws IOException {
    try (TorchScriptWriter module = new TorchScriptWriter(file, "EfficientNetLite")) {
      EfficientNetLiteBuilder network = new EfficientNetLiteBuilder(weights, size, module);
      module.finish(network.forward, network.features());
    }
  }

  /// {@return the pooled features}
  private String features() throws IOException {
    String channelsLast = forward.let("torch.contiguous(pictures, memory_format=2)");
    String x = relu6(convolution(channelsLast, "_conv_stem", "_bn0", 2, 1));
    int block = 0;
    int channels = STEM_CHANNELS;
    for (Stage stage : LITE0) {
      for (int repeat = 0; repeat < stage.repeats(); repeat++) {
        int stride = repeat == 0 ? stage.stride() : 1;
        String y = block("_blocks." + block++ + ".", x, stage.expansion(), stride, channels);
        boolean residual = stride == 1 && channels == stage.channels();
        x = residual ? forward.let("torch.add(" + y + ", " + x + ")") : y;
        channels = stage.channels();
      }
    }
    x = relu6(convolution(x, "_conv_head", "_bn1", 1, 1));
    return forward.let("torch.flatten(torch.adaptive_avg_pool2d(" + x + ", [1, 1]), 1, -1)");
  }

  private String block(String prefix, String input, int expansion, int stride, int channels)
      throws IOException {
    String x = input;
    if (expansion > 1) {
      x = relu6(convolution(x, prefix + "_expand_conv", prefix + "_bn0", 1, 1));
    }
    int wide = channels * expansion;
    x = relu6(convolution(x, prefix + "_depthwise_conv", prefix + "_bn1", stride, wide));
    return convolution(x, prefix + "_project_conv", prefix + "_bn2", 1, 1);
  }

  private String classifier(String features) throws IOException {
    return forward.let(
        "torch.linear(%s, %s, %s)"
            .formatted(
                features, module.tensor(weight("_fc.weight")), module.tensor(weight("_fc.bias"))));
  }

  private String convolution(String x, String name, String batchNorm, int stride, int groups)
      throws IOException {
    FloatTensor kernel = weight(name + ".weight");
    Folded folded = fold(kernel, batchNorm);
    int outputSize = Math.ceilDiv(size, stride);
    int padding = Math.max((outputSize - 1) * stride + kernel.length(2) - size, 0);
    int before = padding / 2;
    int after = padding - before;
    String padded =
        before == after
            ? x
            : forward.let(
                "torch.constant_pad_nd(%1$s, [%2$s, %3$s, %2$s, %3$s], 0)"
                    .formatted(x, before, after));
    size = outputSize;
    return forward.let(
        "torch.conv2d(%1$s, %2$s, %3$s, [%4$s, %4$s], [%5$s, %5$s], [1, 1], %6$s)"
            .formatted(
                padded,
                module.tensor(folded.kernel),
                module.tensor(folded.bias),
                stride,
                before == after ? before : 0,
                groups));
  }

  private String relu6(String x) {
    return forward.let("torch.hardtanh(" + x + ", 0., 6.)");
  }

  private Folded fold(FloatTensor kernel, String batchNorm) {
    float[] gamma = weight(batchNorm + ".weight").values();
    float[] beta = weight(batchNorm + ".bias").values();
    float[] mean = weight(batchNorm + ".running_mean").values();
    float[] variance = weight(batchNorm + ".running_var").values();
    int outputs = kernel.length(0);
    int elements = kernel.values().length / outputs;
    float[] scaled = new float[kernel.values().length];
    float[] bias = new float[outputs];
    for (int output = 0; output < outputs; output++) {
      double scale = gamma[output] / Math.sqrt(variance[output] + BATCH_NORM_EPSILON);
      bias[output] = (float) (beta[output] - mean[output] * scale);
      for (int i = output * elements; i < (output + 1) * elements; i++) {
        scaled[i] = (float) (kernel.values()[i] * scale);
      }
    }
    return new Folded(new FloatTensor(scaled, kernel.shape()), new FloatTensor(bias, outputs));
  }

  private FloatTensor weight(String name) {
    FloatTensor weight = weights.get(name);
    if (weight == null) {
      throw new IllegalArgumentException("the weights have no " + name);
    }
    return weight;
  }

  private record Folded(FloatTensor kernel, FloatTensor bias) {}
}
