package dev.millrace.inference.djl;

import dev.millrace.inference.core.model.EmbedderDescription;
import java.nio.file.Path;

/// A text embedder that lies in a folder: `model.pt`, `tokenizer.json` and `model_metadata.json`.
record EmbedderBundle(Path folder, EmbedderDescription description) {
  private static final int MAX_DIMENSION = 4096;
  private static final int MAX_TOKENS = 8192;

  /// {@return the bundle in that folder, as far as it can be judged without loading it}
  ///
  /// @throws BundleException naming all that is wrong with it
  static EmbedderBundle in(Path folder) {
    BundleFields fields = Bundles.metadata(folder);
    EmbedderDescription description =
        new EmbedderDescription(
            ClassifierBundle.model(fields),
            fields.text("sha256"),
            fields.integer("dimension", 1, MAX_DIMENSION),
            fields.integer("maxTokens", 1, MAX_TOKENS),
            fields.texts("languages"));
    if (!fields.problems().isEmpty()) {
      throw new BundleException(folder, fields.problems());
    }
    return new EmbedderBundle(folder, description);
  }

  Path tokenizer() {
    return folder.resolve("tokenizer.json");
  }
}
