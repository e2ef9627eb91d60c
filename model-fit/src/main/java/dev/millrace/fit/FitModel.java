package dev.millrace.fit;

import dev.millrace.inference.core.image.Picture;
import dev.millrace.inference.core.image.PictureReader;
import dev.millrace.inference.core.image.PictureReader.Reading;
import dev.millrace.inference.djl.DjlImageClassifier;
import dev.millrace.inference.djl.PictureFeatures;
import dev.millrace.json.Json;
import dev.millrace.models.EfficientNetLite;
import dev.millrace.models.tensor.FloatTensor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Gives the default classifier a new last layer for the classes of a folder of photos, and writes
/// a bundle that is ready to deploy.
final class FitModel {
  private static final double HIGH_SHARE = 0.95;
  private static final double MEDIUM_SHARE = 0.8;

  private final EfficientNetLite network;
  private final PictureReader pictures;
  private final PrintStream out;

  FitModel(EfficientNetLite network, PictureReader pictures, PrintStream out) {
    this.network = network;
    this.pictures = pictures;
    this.out = out;
  }

  /// Fits, tells how good the result is, and writes the bundle.
  ///
  /// @param describedBy the bundle of the default classifier, which takes pictures the same way
  void run(Path photoFolder, Path describedBy, Path bundle) throws IOException {
    Photos photos = Photos.in(photoFolder);
    Path work = Files.createTempDirectory("fit-");
    network.writeFeatures(work.resolve("model.pt"));
    Samples samples = samples(photos, PictureFeatures.load(work, describedBy));
    Files.delete(work.resolve("model.pt"));
    Files.delete(work);
    CrossValidation validation = CrossValidation.of(samples);
    LastLayer layer = LastLayer.fit(samples, IntStream.range(0, samples.count()).boxed().toList());
    Files.createDirectories(bundle);
    network.write(
        new FloatTensor(layer.weights(), samples.classes(), samples.dimension()),
        new FloatTensor(layer.biases(), samples.classes()),
        bundle.resolve("model.pt"));
    describe(bundle, String.valueOf(photoFolder.getFileName()), photos.classes(), validation);
    DjlImageClassifier.load(bundle);
    tell(photos.classes(), validation, bundle);
  }

  private Samples samples(Photos photos, PictureFeatures features) throws IOException {
    List<float[]> seen = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (Photos.Photo photo : photos.photos()) {
      switch (pictures.read(Files.readAllBytes(photo.file()), features.frame())) {
        case Reading.Decoded(Picture picture) -> {
          seen.add(features.of(picture));
          labels.add(photo.label());
        }
        case Reading.Refused(var reason) ->
            out.printf("%s is left out: %s%n", photo.file(), reason.message());
      }
    }
    if (labels.isEmpty()) {
      throw new FitException("no photo can be read");
    }
    return new Samples(
        seen, labels.stream().mapToInt(Integer::intValue).toArray(), photos.classes().size());
  }

  private void describe(Path bundle, String name, List<String> classes, CrossValidation validation)
      throws IOException {
    double high = rounded(validation.threshold(HIGH_SHARE));
    double medium = Math.min(high, rounded(validation.threshold(MEDIUM_SHARE)));
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("version", "1");
    metadata.put("type", "image-classifier");
    metadata.put("sha256", EfficientNetLite.sha256(bundle.resolve("model.pt")));
    metadata.put("input", network.input());
    metadata.put("output", "logits");
    metadata.put("confidence", Map.of("high", high, "medium", medium));
    metadata.put(
        "classes", classes.stream().map(each -> Map.of("id", each, "name", each)).toList());
    metadata.put("licence", "Apache-2.0 for all but the last layer, which is yours");
    metadata.put("source", network.source());
    Files.writeString(bundle.resolve("model_metadata.json"), Json.write(metadata));
  }

  private void tell(List<String> classes, CrossValidation validation, Path bundle) {
    out.printf(
        "%d photos, %d classes; of photos it was not fitted to, it tells %.1f %% right.%n%n",
        validation.guesses().size(), classes.size(), 100 * validation.accuracy());
    int[][] confusion = validation.confusion(classes.size());
    int width = classes.stream().mapToInt(String::length).max().orElse(0) + 2;
    String cell = "%" + width + "s";
    out.printf(cell, "is \\ taken for");
    classes.forEach(name -> out.printf(cell, name));
    out.println();
    for (int row = 0; row < confusion.length; row++) {
      out.printf(cell, classes.get(row));
      for (int count : confusion[row]) {
        out.printf(cell, count);
      }
      out.println();
    }
    out.printf(
        "%nConfidence is HIGH where %.0f %% of them were right, MEDIUM where %.0f %% were.%n",
        100 * HIGH_SHARE, 100 * MEDIUM_SHARE);
    out.printf("The bundle is %s; docs/models.md tells how to use it.%n", bundle);
  }

  private static double rounded(double value) {
    return Math.round(value * 1e3) / 1e3;
  }
}
