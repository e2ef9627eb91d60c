package dev.millrace.inference.djl;

import dev.millrace.json.Json;
import dev.millrace.models.tensor.FloatTensor;
import dev.millrace.models.torch.ForwardMethod;
import dev.millrace.models.torch.TorchScriptWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes bundles of a small network that is built like an EfficientNet: a stem, an inverted
/// bottleneck with squeeze and excitation (MBConv + SE), a pool and a last layer. Its weights are
/// made up, always the same.
final class TinyEfficientNet {
  static final int SIZE = 32;
  private static final int CHANNELS = 8;
  private static final int WIDE = 16;
  private static final int SQUEEZED = 4;

  private final Random random = new Random(7);
  private final TorchScriptWriter module;
  private final ForwardMethod forward = new ForwardMethod("pictures");

  private TinyEfficientNet(TorchScriptWriter module) {
    this.module = module;
  }

  /// Writes a bundle into a folder; {@return its description, to be changed and written again}
  ///
  /// @param outputs how many classes the network tells apart
  static Map<String, Object> write(Path folder, int outputs, boolean pixelAfterPixel)
      throws IOException {
    Path network = folder.resolve("model.pt");
    try (TorchScriptWriter module = new TorchScriptWriter(network, "TinyEfficientNet")) {
      new TinyEfficientNet(module).write(outputs, pixelAfterPixel);
    }
    Map<String, Object> metadata = metadata(sha256(network), pixelAfterPixel);
    describe(folder, metadata);
    return metadata;
  }

  static void describe(Path folder, Map<String, Object> metadata) throws IOException {
    Files.writeString(folder.resolve("model_metadata.json"), Json.write(metadata));
  }

  private void write(int outputs, boolean pixelAfterPixel) throws IOException {
    String pictures =
        pixelAfterPixel ? forward.let("torch.permute(pictures, [0, 3, 1, 2])") : "pictures";
    String stem = silu(convolution(pictures, 3, CHANNELS, 3, 2, 1));
    String wide = silu(convolution(stem, CHANNELS, WIDE, 1, 1, 1));
    String deep = silu(convolution(wide, WIDE, WIDE, 3, 1, WIDE));
    String squeezed = forward.let("torch.adaptive_avg_pool2d(" + deep + ", [1, 1])");
    String less = silu(convolution(squeezed, WIDE, SQUEEZED, 1, 1, 1));
    String gate = forward.let("torch.sigmoid(" + convolution(less, SQUEEZED, WIDE, 1, 1, 1) + ")");
    String excited = forward.let("torch.mul(" + deep + ", " + gate + ")");
    String narrow = convolution(excited, WIDE, CHANNELS, 1, 1, 1);
    String sum = forward.let("torch.add(" + narrow + ", " + stem + ")");
    String pooled =
        forward.let("torch.flatten(torch.adaptive_avg_pool2d(" + sum + ", [1, 1]), 1, -1)");
    module.finish(
        forward,
        forward.let(
            "torch.linear(%s, %s, %s)"
                .formatted(
                    pooled,
                    module.tensor(madeUp(outputs, CHANNELS)),
                    module.tensor(madeUp(outputs)))));
  }

  private String convolution(String x, int in, int out, int kernel, int stride, int groups)
      throws IOException {
    return forward.let(
        "torch.conv2d(%1$s, %2$s, %3$s, [%4$s, %4$s], [%5$s, %5$s], [1, 1], %6$s)"
            .formatted(
                x,
                module.tensor(madeUp(out, in / groups, kernel, kernel)),
                module.tensor(madeUp(out)),
                stride,
                kernel / 2,
                groups));
  }

  private String silu(String x) {
    return forward.let("torch.silu(" + x + ")");
  }

  private FloatTensor madeUp(int... shape) {
    float[] values = new float[IntStream.of(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() / 2;
    }
    return new FloatTensor(values, shape);
  }

  private static Map<String, Object> metadata(String sha256, boolean pixelAfterPixel) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", "waste");
    metadata.put("model_version", "3");
    metadata.put("sha256", sha256);
    metadata.put(
        "input",
        new LinkedHashMap<String, Object>(
            Map.of(
                "width",
                SIZE,
                "height",
                SIZE,
                "layout",
                pixelAfterPixel ? "NHWC" : "NCHW",
                "color",
                "RGB",
                "range",
                1,
                "mean",
                List.of(0.485, 0.456, 0.406),
                "std",
                List.of(0.229, 0.224, 0.225),
                "resize",
                "crop")));
    metadata.put("output", "logits");
    metadata.put("confidence", Map.of("high", 0.7, "medium", 0.4));
    metadata.put(
        "classes",
        Stream.of("cardboard", "glass", "metal", "paper", "plastic", "trash")
            .map(name -> Map.of("id", name, "name", name))
            .toList());
    return metadata;
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
