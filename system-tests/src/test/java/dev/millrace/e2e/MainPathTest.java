package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.testing.RepositoryFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
@Tag("main-path")
class MainPathTest {
  @TempDir private Path folder;

  @BeforeAll
  static void skipWithoutDocker() {
    LocalStackServices.skipWithoutDocker();
  }

  @Test
  void aPdfIsExtractedEmbeddedAndSummarised() throws IOException, InterruptedException {
    String id =
        Stack.send(RepositoryFiles.locate("events/samples/millrace.pdf"), "application/pdf");

    assertThat(Stack.ended(id).path("state").asText()).isEqualTo("COMPLETED");
    JsonNode result = result(id);
    assertThat(result.path("pages").path("total").asInt()).isEqualTo(2);
    assertThat(result.path("chunks").asInt()).isPositive();
    assertThat(result.path("summary").path("text").asText()).isNotBlank();
    assertThat(result.path("concepts")).isNotEmpty();
    assertThat(text(result)).contains("mill").hasSize(result.path("chars").asInt());
    assertToldInFull(
        id,
        "upload.created",
        "upload.uploaded",
        "upload.verified",
        "upload.extracting",
        "document.extracted",
        "document.summarized",
        "upload.completed");
  }

  @Test
  void aCsvIsReadRowByRow() throws IOException, InterruptedException {
    Path file = RepositoryFiles.locate("events/samples/river-levels.csv");
    String id = Stack.send(file, "text/csv");

    assertThat(Stack.ended(id).path("state").asText()).isEqualTo("COMPLETED");
    assertThat(text(result(id))).contains("2026-03-10");
    Stack.noticesWith(id, "upload.completed");
  }

  @Test
  void aPhotoIsClassified() throws IOException, InterruptedException {
    String id =
        Stack.send(RepositoryFiles.locate("model-builder/target/samples/chelsea.png"), "image/png");

    assertThat(Stack.ended(id).path("state").asText()).isEqualTo("COMPLETED");
    JsonNode result = result(id);
    assertThat(result.path("labels").path(0).path("name").asText())
        .containsIgnoringCase("egyptian");
    assertThat(result.path("labels").path(0).path("probability").asDouble()).isGreaterThan(0.5);
    assertThat(result.path("confidence").asText()).isEqualTo("HIGH");
    assertThat(result.path("groups").path(0).path("name").asText()).isEqualTo("animal");
    assertToldInFull(
        id,
        "upload.created",
        "upload.uploaded",
        "upload.verified",
        "image.classified",
        "upload.completed");
  }

  /// Order is not promised; that each notice comes, signed, is.
  private static void assertToldInFull(String id, String... types) throws InterruptedException {
    for (String type : types) {
      Stack.noticesWith(id, type);
    }
    assertThat(Stack.SUBSCRIBER.notices(id))
        .extracting(Subscriber.Notice::type)
        .contains(types)
        .isSubsetOf(List.of(types));
    assertThat(Stack.SUBSCRIBER.forged()).isEmpty();
  }

  private static JsonNode result(String id) throws IOException, InterruptedException {
    return Stack.CLIENT.result(id).body();
  }

  private String text(JsonNode result) throws IOException, InterruptedException {
    Path target = folder.resolve("text");
    Stack.CLIENT.download(URI.create(result.path("text").path("href").asText()), target);
    return Files.readString(target);
  }
}
