package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.testing.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several images of one thing, one of them of a type that a flag allows.
@Tag("system")
class ImageBatchTest {
  @TempDir private Path folder;

  @BeforeAll
  static void skipWithoutDocker() {
    LocalStackServices.skipWithoutDocker();
  }

  @Test
  void theImagesOfABatchHaveOneResult() throws IOException, InterruptedException {
    Path png = written("png");
    Path gif = written("gif");

    JsonNode created =
        Api.post(
            "/v1/uploads:batch",
            Map.of("uploads", List.of(wish(png, "image/png"), wish(gif, "image/gif"))),
            200);
    String result = "/v1/batches/" + created.path("batchId").asText() + "/result";
    assertThat(Api.get(result, 200).path("terminal").asBoolean()).isFalse();
    submit(created.path("items").path(0), png, "image/png");
    submit(created.path("items").path(1), gif, "image/gif");

    JsonNode seen = Api.get(result + "?wait=20", 200);
    for (int i = 0; i < 5 && !seen.path("terminal").asBoolean(); i++) {
      seen = Api.get(result + "?wait=20", 200);
    }

    assertThat(seen.path("items").findValuesAsText("status"))
        .containsExactly("COMPLETED", "COMPLETED");
    assertThat(seen.at("/items/1/labels/0/name").asText()).containsIgnoringCase("egyptian");
    assertThat(seen.at("/combined/images").asInt()).isEqualTo(2);
    assertThat(seen.at("/combined/labels/0/name").asText()).containsIgnoringCase("egyptian");
    assertThat(seen.at("/combined/groups/0/name").asText()).isEqualTo("animal");
  }

  /// Not the sample itself: another test sends that, and its bytes would be a duplicate.
  private Path written(String format) throws IOException {
    Path sample = RepositoryFiles.locate("model-builder/target/samples/chelsea.png");
    Path file = folder.resolve("chelsea." + format);
    assertThat(ImageIO.write(ImageIO.read(sample.toFile()), format, file.toFile())).isTrue();
    return file;
  }

  private static Map<String, Object> wish(Path file, String contentType) throws IOException {
    return Map.of(
        "filename", String.valueOf(file.getFileName()),
        "contentType", contentType,
        "size", Files.size(file));
  }

  private static void submit(JsonNode item, Path file, String contentType)
      throws IOException, InterruptedException {
    assertThat(Stack.CLIENT.submit(item.at("/upload/post"), file, contentType)).isEqualTo(201);
  }
}
