package dev.millrace.bench.inference;

import dev.millrace.bench.Repository;
import java.nio.file.Path;

/// Where the build has put the models.
public final class Bundles {
  private static final String TARGET = "model-builder/target/";

  private Bundles() {}

  static Path classifier() {
    return Repository.locate(TARGET + "models/classifier");
  }

  public static Path embedder() {
    return Repository.locate(TARGET + "models/embedder");
  }

  /// {@return the file that the embedder's weights were taken from}
  static Path onnx() {
    return Repository.locate(TARGET + "unpacked/all-minilm-l6-v2.onnx");
  }

  /// {@return the demo's photo}
  static Path photo() {
    return Repository.locate(TARGET + "samples/chelsea.png");
  }
}
