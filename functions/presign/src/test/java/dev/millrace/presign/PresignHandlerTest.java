package dev.millrace.presign;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import dev.millrace.presign.core.BrokenSigner;
import dev.millrace.presign.core.FixedRules;
import dev.millrace.testing.OpenApi;
import dev.millrace.upload.Batch;
import dev.millrace.upload.Upload;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresignHandlerTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  private final PresignFixture presign = new PresignFixture(FixedRules.upTo(1000));

  @Test
  void answersTheExampleInvocation() {
    APIGatewayV2HTTPEvent event = PresignFixture.event();
    OpenApi.assertValid("NewUpload", Json.tree(event.getBody()));

    PresignFixture roomy = new PresignFixture(FixedRules.upTo(5_000));
    assertThat(roomy.answer("/v1/uploads", event).getStatusCode()).isEqualTo(201);
    assertThat(roomy.store.find(PresignFixture.REF)).isPresent();
  }

  @Test
  void aPasswordIsTakenAndNeverShown() {
    APIGatewayV2HTTPResponse answer = withPassword("a.pdf", "sesame");

    assertThat(answer.getStatusCode()).isEqualTo(201);
    Upload upload = presign.store.find(PresignFixture.REF).orElseThrow();
    assertThat(presign.passwords.of(upload)).contains("sesame");
    assertThat(answer.getBody() + upload + presign.store.events()).doesNotContain("sesame");
  }

  @Test
  void aPasswordThatFitsNoPdfIsRefusedWithoutShowingIt() {
    // Of 127 characters, but 128 bytes.
    String tooLong = "\u00e4" + "x".repeat(126);

    assertThat(withPassword("a.pdf", tooLong).getBody()).doesNotContain(tooLong);
    for (APIGatewayV2HTTPResponse answer :
        List.of(
            withPassword("a.pdf", tooLong),
            withPassword("a.pdf", ""),
            withPassword("a.csv", "sesame"))) {
      assertThat(answer.getStatusCode()).isEqualTo(400);
      assertThat(answer.getBody()).contains("password").doesNotContain("sesame");
    }
  }

  private APIGatewayV2HTTPResponse withPassword(String filename, String password) {
    return answer(
        """
        {"filename": "%s", "size": 1000, "password": "%s"}
        """
            .formatted(filename, password));
  }

  @Test
  void grantsAForm() {
    APIGatewayV2HTTPResponse answer =
        answer(
            """
            {"filename": "../a.pdf", "size": 1000, "priority": "high", "metadata": {"a": "b"}}
            """);

    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(answer.getHeaders())
        .containsEntry("location", "/v1/uploads/up_1")
        .containsEntry("etag", "\"1\"");
    assertThat(Json.tree(answer.getBody()))
        .isEqualTo(
            Json.tree(
                """
                {
                  "id": "up_1",
                  "state": "CREATED",
                  "method": "POST",
                  "maxBytes": 1000,
                  "expiresAt": "2026-01-01T00:00:00Z",
                  "etaSeconds": {"low": 1, "high": 15},
                  "etaConfidence": "low",
                  "queuePosition": 1,
                  "post": {"url": "https://s3.example.com/", "fields": {"key": "documents/high/acme/up_1"}},
                  "links": {
                    "self": "/v1/uploads/up_1",
                    "result": "/v1/uploads/up_1/result",
                    "complete": "/v1/uploads/up_1/complete"
                  }
                }
                """));
    Upload upload = presign.store.find(PresignFixture.REF).orElseThrow();
    assertThat(upload.file().filename()).isEqualTo("a.pdf");
    assertThat(upload.file().metadata()).containsExactly(Map.entry("a", "b"));
  }

  @Test
  void grantsAPut() {
    String hash = "0123456789ABCDEF".repeat(4);
    JsonNode body =
        Json.tree(
            answer(
                    """
                    {"filename": "a", "contentType": "text/csv", "size": 1, "method": "PUT",
                     "sha256": "%s"}
                    """
                        .formatted(hash))
                .getBody());

    assertThat(body.get("method").asText()).isEqualTo("PUT");
    assertThat(body.at("/put/headers/content-type").asText()).isEqualTo("text/csv");
    assertThat(body.has("post")).isFalse();
    assertThat(presign.store.find(PresignFixture.REF).orElseThrow().file().sha256())
        .isEqualTo("0123456789abcdef".repeat(4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | malformed_json         | {\"filename\": ",
        "400 | malformed_json         | [1]",
        "400 | invalid_request        | {}",
        "400 | empty_file             | {\"filename\": \"a.pdf\", \"size\": 0}",
        "413 | upload_too_large       | {\"filename\": \"a.pdf\", \"size\": 1001}",
        "415 | unsupported_media_type | {\"filename\": \"a.zip\", \"size\": 1}",
      })
  void refusesWithACode(int status, String code, String body) {
    APIGatewayV2HTTPResponse answer = answer(body);

    assertThat(answer.getStatusCode()).isEqualTo(status);
    assertThat(Json.tree(answer.getBody()).get("code").asText()).isEqualTo(code);
    assertThat(presign.store.events()).isEmpty();
  }

  @Test
  void aFileWhoseResultTheTenantHasNeedNotBeSent() {
    presign.keepCompleted("up_0", HASH);

    APIGatewayV2HTTPEvent event = PresignFixture.event();
    event.setBody("{\"filename\": \"a.pdf\", \"size\": 1, \"sha256\": \"%s\"}".formatted(HASH));
    event
        .getRequestContext()
        .getAuthorizer()
        .getLambda()
        .put("scopes", "uploads:write uploads:read");
    APIGatewayV2HTTPResponse answer = presign.answer("/v1/uploads", event);

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(Json.tree(answer.getBody()))
        .isEqualTo(
            Json.tree(
                """
                {
                  "id": "up_1",
                  "state": "DUPLICATE",
                  "duplicateOf": "up_0",
                  "links": {
                    "self": "/v1/uploads/up_1",
                    "result": "/v1/uploads/up_1/result",
                    "complete": "/v1/uploads/up_1/complete"
                  }
                }
                """));
    assertThat(presign.upload().duplicateOf()).isEqualTo("up_0");
    assertThat(presign.store.eventTypes()).endsWith("upload.created", "upload.duplicate");
  }

  @Test
  void whoMayNotReadUploadsIsNotToldThatABodyIsKnown() {
    presign.keepCompleted("up_0", HASH);

    APIGatewayV2HTTPEvent event =
        event("{\"filename\": \"a.pdf\", \"size\": 1, \"sha256\": \"%s\"}".formatted(HASH));
    event.getRequestContext().getAuthorizer().getLambda().put("scopes", "uploads:write");

    assertThat(presign.answer("/v1/uploads", event).getStatusCode()).isEqualTo(201);
  }

  @Test
  void tellsTheSizesOfAFileThatIsTooLarge() {
    JsonNode problem = Json.tree(answer("{\"filename\": \"a.pdf\", \"size\": 1001}").getBody());

    assertThat(problem.get("sizeBytes").asLong()).isEqualTo(1001);
    assertThat(problem.get("maxBytes").asLong()).isEqualTo(1000);
    assertThat(problem.get("filename").asText()).isEqualTo("a.pdf");
  }

  @Test
  void tellsWhatIsTaken() {
    assertThat(Json.tree(answer("{\"filename\": \"a.zip\", \"size\": 1}").getBody()).get("allowed"))
        .extracting(JsonNode::asText)
        .containsExactly(
            FixedRules.upTo(1).contentTypes().stream().sorted().toArray(String[]::new));
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    JsonNode problem =
        Json.tree(
            answer(
                    """
                    {"filename": "..", "contentType": "a\\u0000b", "size": -1, "sha256": "abc",
                     "method": "PATCH", "priority": 1, "metadata": {"a": 1}}
                    """)
                .getBody());

    assertThat(problem.get("code").asText()).isEqualTo("invalid_request");
    assertThat(problem.get("errors"))
        .extracting(error -> error.get("field").asText())
        .containsExactly(
            "filename", "contentType", "size", "sha256", "method", "priority", "metadata");
  }

  @ParameterizedTest
  @CsvSource({"21, 1, 1", "1, 65, 1", "1, 1, 513", "20, 64, 400"})
  void boundsMetadata(int entries, int keyLength, int valueLength) {
    StringBuilder metadata = new StringBuilder();
    for (int i = 0; i < entries; i++) {
      String key = keyLength == 1 ? Character.toString('a' + i) : "%0" + keyLength + "d";
      metadata
          .append(i == 0 ? "" : ",")
          .append("\"%s\": \"%s\"".formatted(key.formatted(i), "v".repeat(valueLength)));
    }
    JsonNode problem =
        Json.tree(
            answer("{\"filename\": \"a.pdf\", \"size\": 1, \"metadata\": {%s}}".formatted(metadata))
                .getBody());

    assertThat(problem.at("/errors/0/field").asText()).isEqualTo("metadata");
  }

  @Test
  void wantsTheScope() {
    APIGatewayV2HTTPEvent event = PresignFixture.event();
    event.getRequestContext().getAuthorizer().getLambda().put("scopes", "uploads:read");

    APIGatewayV2HTTPResponse answer = answer(event);

    assertThat(answer.getStatusCode()).isEqualTo(403);
    assertThat(Json.tree(answer.getBody()).get("code").asText()).isEqualTo("insufficient_scope");
  }

  @Test
  void aRepeatedRequestWithAKeyCreatesOneUpload() {
    APIGatewayV2HTTPEvent event = event("{\"filename\": \"a.pdf\", \"size\": 1}");
    event.setHeaders(Map.of("idempotency-key", "7f0c"));

    APIGatewayV2HTTPResponse first = answer(event);
    APIGatewayV2HTTPResponse second = answer(event);

    assertThat(second.getBody()).isEqualTo(first.getBody());
    assertThat(second.getHeaders()).containsEntry("idempotency-replayed", "true");
    assertThat(presign.store.eventTypes()).containsExactly("upload.created");
  }

  @Test
  void anUploadJoinsABatchThatHasRoom() {
    presign.batches.save(new Batch("acme", "bat_1", List.of("up_0"), presign.clock.instant()));

    assertThat(createIn("bat_1").getStatusCode()).isEqualTo(201);
    assertThat(createIn("bat_1").getStatusCode()).as("it is one of it already").isEqualTo(201);

    assertThat(presign.batches.find("acme", "bat_1").orElseThrow().uploadIds())
        .containsExactly("up_0", PresignFixture.REF.uploadId());
  }

  @Test
  void aBatchThatIsFullOrUnknownTakesNoUpload() {
    List<String> ids = IntStream.range(0, Batch.MOST).mapToObj(i -> "up_full" + i).toList();
    presign.batches.save(new Batch("acme", "bat_2", ids, presign.clock.instant()));
    presign.batches.save(new Batch("globex", "bat_3", List.of("up_9"), presign.clock.instant()));

    assertThat(PresignFixture.code(createIn("bat_2"))).isEqualTo("409 batch_full");
    assertThat(PresignFixture.code(createIn("bat_3"))).isEqualTo("404 not_found");
    assertThat(presign.uploads.find(PresignFixture.REF)).isEmpty();
  }

  private APIGatewayV2HTTPResponse createIn(String batchId) {
    return presign.answer(
        "POST",
        "/v1/uploads",
        Map.of(),
        Map.of(),
        "{\"filename\": \"a.pdf\", \"size\": 10, \"batchId\": \"%s\"}".formatted(batchId));
  }

  @Test
  void aKeyThatIsMalformedOrAnotherRequestsIsRefused() {
    APIGatewayV2HTTPEvent event = event("{\"filename\": \"a.pdf\", \"size\": 1}");
    event.setHeaders(Map.of("idempotency-key", "two words"));
    assertThat(answer(event).getStatusCode()).isEqualTo(400);

    event.setHeaders(Map.of("idempotency-key", "7f0c"));
    answer(event);
    event.setBody("{\"filename\": \"b.pdf\", \"size\": 1}");
    assertThat(answer(event).getStatusCode()).isEqualTo(422);
  }

  @Test
  void tellsNothingOfWhatBrokeInside() {
    PresignFixture broken = new PresignFixture(FixedRules.upTo(1000), new BrokenSigner());
    APIGatewayV2HTTPResponse answer =
        broken.answer("/v1/uploads", event("{\"filename\": \"a.pdf\", \"size\": 1}"));

    assertThat(answer.getStatusCode()).isEqualTo(500);
    assertThat(answer.getBody()).contains("internal_error").doesNotContain("secret");
  }

  @Test
  void answersTheEarlierSystemsRouteWithItsNames() {
    APIGatewayV2HTTPResponse answer =
        presign.answer(
            "POST",
            "/upload-policy",
            Map.of(),
            Map.of(),
            "{\"filename\": \"a.pdf\", \"size\": 1, \"method\": \"PUT\"}");

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(Json.tree(answer.getBody()))
        .isEqualTo(
            Json.tree(
                """
                {
                  "upload_url": "https://s3.example.com/",
                  "fields": {"key": "documents/normal/acme/up_1"},
                  "document_id": "up_1",
                  "estimated_completion": 15
                }
                """));
  }

  private APIGatewayV2HTTPResponse answer(String body) {
    return answer(event(body));
  }

  private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
    return presign.answer("/v1/uploads", event);
  }

  private static APIGatewayV2HTTPEvent event(String body) {
    APIGatewayV2HTTPEvent event = PresignFixture.event();
    event.setBody(body);
    return event;
  }
}
