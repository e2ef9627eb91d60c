package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.testing.RepositoryFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What was uploaded is found by its meaning, and thoughts are compared with it and each other.
@Tag("system")
class KnowledgeTest {
  @BeforeAll
  static void skipWithoutDocker() {
    LocalStackServices.skipWithoutDocker();
  }

  @Test
  void anUploadIsSearchedFromItsEndOnAndComparedWithAThought()
      throws IOException, InterruptedException {
    String id =
        Stack.send(RepositoryFiles.locate("events/samples/harbour-notes.txt"), "text/plain");
    assertThat(Stack.ended(id).path("state").asText()).isEqualTo("COMPLETED");

    JsonNode hit = hitOf(search(), id);

    assertThat(hit.path("filename").asText()).isEqualTo("harbour-notes.txt");
    assertThat(hit.path("pageStart").asInt()).isPositive();
    assertThat(hit.path("snippet").asText()).isNotBlank();

    JsonNode thought =
        captured(
            "Harbour notes: the ferry was late because of fog, skippers fetch cheaper fuel from the"
                + " depot in town, and a boat lies at the yard for a new rudder.");
    String thoughtId = thought.path("id").asText();
    assertThat(thought.at("/insight/links").findValuesAsText("path")).contains("/v1/uploads/" + id);
    Stack.noticesWith(thoughtId, "thought.captured");
    Stack.noticesWith(thoughtId, "insight.generated");
    assertThat(Api.get("/v1/thoughts", 200).path("items").findValuesAsText("id"))
        .contains(thoughtId);
    Api.delete("/v1/thoughts/" + thoughtId, 204);
    Api.get("/v1/thoughts/" + thoughtId, 404);

    Api.delete("/v1/uploads/" + id, 202);
    assertThat(search().path("items").findValuesAsText("uploadId")).doesNotContain(id);
  }

  @Test
  void ofTwoThoughtsCapturedAtOnceOneSeesTheOther() {
    List<CompletableFuture<JsonNode>> answers =
        Stream.of("Every windmill needs a brake.", "A windmill without a brake is dangerous.")
            .map(text -> CompletableFuture.supplyAsync(() -> quietlyCaptured(text)))
            .toList();

    List<JsonNode> thoughts = answers.stream().map(CompletableFuture::join).toList();

    assertThat(thoughts)
        .flatExtracting(thought -> thought.at("/insight/links").findValuesAsText("path"))
        .containsAnyElementsOf(
            thoughts.stream()
                .map(thought -> "/v1/thoughts/" + thought.path("id").asText())
                .toList());
  }

  @Test
  void whatKeepsComingBackIsAPattern() throws IOException, InterruptedException {
    captured("Lantern oil is dear.");
    captured("Who trims the lantern?");

    JsonNode third = captured("The lantern smokes.");

    JsonNode pattern = third.at("/patterns/0");
    assertThat(pattern.path("concept").asText()).isEqualTo("lantern");
    assertThat(pattern.path("thoughtIds")).hasSize(3);
    Stack.noticesWith(pattern.path("id").asText(), "pattern.detected");
    assertThat(Api.get("/v1/patterns", 200).path("items").findValuesAsText("id"))
        .contains(pattern.path("id").asText());
  }

  @Test
  void aTextIsSummarisedUnderItsOldNameToo() throws IOException, InterruptedException {
    Map<String, Object> body =
        Map.of("text", RepositoryFiles.read("events/samples/harbour-notes.txt"), "sentences", 3);

    JsonNode first = Api.post("/v1/summaries", body, 200);
    JsonNode second = Api.post("/api/summarize", body, 200);

    assertThat(first.at("/summary/sentences")).hasSize(3);
    assertThat(second.path("source").asText()).isEqualTo("KEPT");
    assertThat(second.path("summary")).isEqualTo(first.path("summary"));
    Stack.noticesWith(first.path("id").asText(), "document.summarized");
    assertThat(Stack.SUBSCRIBER.forged()).isEmpty();
  }

  private static JsonNode search() throws IOException, InterruptedException {
    return Api.get("/v1/search?q=how%20much%20does%20fuel%20cost", 200);
  }

  private static JsonNode captured(String text) throws IOException, InterruptedException {
    return Api.post("/v1/thoughts", Map.of("text", text), 201);
  }

  private static JsonNode quietlyCaptured(String text) {
    try {
      return captured(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode hitOf(JsonNode found, String uploadId) {
    for (JsonNode hit : found.path("items")) {
      if (hit.path("uploadId").asText().equals(uploadId)) {
        return hit;
      }
    }
    throw new AssertionError(uploadId + " was not found: " + found);
  }
}
