package dev.millrace.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.inference.core.model.EmbedderDescription;
import dev.millrace.inference.core.model.TextEmbedder;
import dev.millrace.inference.core.model.TextEmbedderContract;
import dev.millrace.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DjlTextEmbedderTest extends TextEmbedderContract {
  private final DjlTextEmbedder embedder = Models.EMBEDDER;

  @Override
  protected TextEmbedder embedder() {
    return embedder;
  }

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
  void theDescriptionComesFromTheBundle() {
    EmbedderDescription description = embedder.description();

    assertThat(description.model().name()).isEqualTo("all-minilm-l6-v2");
    assertThat(description.dimension()).isEqualTo(384);
    assertThat(description.maxTokens()).isEqualTo(256);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DjlTextEmbedderTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
