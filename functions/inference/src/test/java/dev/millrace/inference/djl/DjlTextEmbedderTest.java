package dev.millrace.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.inference.core.EmbedderDescription;
import dev.millrace.inference.core.Embeddings;
import dev.millrace.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DjlTextEmbedderTest {
  private final DjlTextEmbedder embedder = Models.EMBEDDER;

  /// The vectors were computed once with ONNX Runtime 1.32.0 (Python, float32) from the published
  /// `all-minilm-l6-v2.onnx`: one text at a time, cut at 256 tokens, mean over the tokens, length
  /// 1.
  @Test
  void vectorsEqualThoseOfOnnxRuntime() throws IOException {
    JsonNode references = Json.tree(resource("onnx-runtime-embeddings.json"));
    List<String> texts = references.valueStream().map(node -> node.get("text").asText()).toList();

    float[][] vectors = embedder.embed(texts);

    for (int i = 0; i < texts.size(); i++) {
      JsonNode reference = references.get(i).get("embedding");
      double cosine = 0;
      for (int d = 0; d < 384; d++) {
        cosine += vectors[i][d] * reference.get(d).asDouble();
      }
      assertThat(cosine).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void sentencesOfLikeMeaningAreNear() {
    float[][] vectors =
        new Embeddings(embedder)
            .of(
                List.of(
                    "The cat sat on the mat and purred.",
                    "A kitten was resting on the rug.",
                    "Interest rates rose by half a percentage point."),
                done -> {});

    assertThat(product(vectors[0], vectors[1])).isGreaterThan(0.5);
    assertThat(product(vectors[0], vectors[2])).isLessThan(0.2);
    assertThat(product(vectors[2], vectors[2])).isCloseTo(1, within(1e-5));
  }

  @Test
  void aTextsVectorDoesNotDependOnItsBatch() {
    String text = "Short.";
    float[] alone = embedder.embed(List.of(text))[0];
    float[] beside = embedder.embed(List.of(text, "A much longer text. ".repeat(40)))[0];

    assertThat(product(alone, beside)).isCloseTo(1, within(1e-5));
  }

  @Test
  void theDescriptionComesFromTheBundle() {
    EmbedderDescription description = embedder.description();

    assertThat(description.model().name()).isEqualTo("all-minilm-l6-v2");
    assertThat(description.dimension()).isEqualTo(384);
    assertThat(description.maxTokens()).isEqualTo(256);
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DjlTextEmbedderTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
