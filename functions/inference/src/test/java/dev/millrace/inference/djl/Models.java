package dev.millrace.inference.djl;

import java.nio.file.Path;

/// The real models, loaded once for all tests. The build names their folder.
public final class Models {
  private static final Path FOLDER = Path.of(System.getenv().getOrDefault("MODEL_DIR", "models"));
  public static final Path CLASSIFIER_FOLDER = FOLDER.resolve("classifier");
  public static final Path EMBEDDER_FOLDER = FOLDER.resolve("embedder");
  public static final DjlImageClassifier CLASSIFIER;
  public static final DjlTextEmbedder EMBEDDER;

  static {
    PyTorch.load(1769);
    CLASSIFIER = DjlImageClassifier.load(CLASSIFIER_FOLDER);
    EMBEDDER = DjlTextEmbedder.load(EMBEDDER_FOLDER);
  }

  private Models() {}

  /// {@return the demo's photo, a cat}
  public static Path photo() {
    return FOLDER.resolveSibling("samples").resolve("chelsea.png");
  }

  /// {@return one of the photos that are there for tests only}
  public static Path photo(String name) {
    return FOLDER.resolveSibling("test-photos").resolve(name);
  }
}
