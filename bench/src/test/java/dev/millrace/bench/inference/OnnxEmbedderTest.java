package dev.millrace.bench.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.millrace.inference.djl.DjlTextEmbedder;
import dev.millrace.inference.djl.PyTorch;
import dev.millrace.inference.djl.TokenBatch;
import dev.millrace.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxEmbedderTest {
  private static final int SENTENCES = 300;
  private static final int BATCH = 16;

  /// The descriptions of image classes, alone and several at a time: 300 texts of 5 to 200 words.
  @Test
  void ourVectorsEqualThoseOfOnnxRuntimeOnTheSameWeights() throws IOException, OrtException {
    PyTorch.load(1769);
    DjlTextEmbedder ours = DjlTextEmbedder.load(Bundles.embedder());
    List<String> texts = texts();
    double worst = 1;
    try (OnnxEmbedder reference = new OnnxEmbedder(Bundles.onnx())) {
      for (int start = 0; start < SENTENCES; start += BATCH) {
        TokenBatch tokens = ours.tokenize(texts.subList(start, Math.min(start + BATCH, SENTENCES)));
        float[][] vectors = ours.embed(tokens);
        float[][] expected = reference.embed(tokens);
        for (int i = 0; i < vectors.length; i++) {
          worst = Math.min(worst, product(vectors[i], expected[i]));
        }
      }
    }

    assertThat(worst).isGreaterThan(0.9999);
  }

  private static List<String> texts() throws IOException {
    List<String> descriptions =
        Json.tree(Files.readString(Bundles.classifier().resolve("model_metadata.json")))
            .required("classes")
            .findValuesAsText("description");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < SENTENCES; i++) {
      texts.add(String.join(" ", descriptions.subList(3 * i, 3 * i + 1 + i % 10)));
    }
    texts.sort(Comparator.comparingInt(String::length));
    return texts;
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
