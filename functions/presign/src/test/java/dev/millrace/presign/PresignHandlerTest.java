package dev.millrace.presign;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.http.Gate;
import dev.millrace.http.Router;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.json.Json;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.presign.core.CreateUpload;
import dev.millrace.presign.core.GrantSigner;
import dev.millrace.presign.core.SizeLimits;
import dev.millrace.presign.core.UploadGrant.PostForm;
import dev.millrace.presign.core.UploadGrant.PutRequest;
import dev.millrace.presign.http.CreateUploadRoute;
import dev.millrace.testing.Events;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.MemoryKeptRequests;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.OpenApi;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresignHandlerTest {
  private static final SizeLimits LIMITS = new SizeLimits(1000, 1000, 1000, 1000);

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final MemoryKeptRequests requests = new MemoryKeptRequests();

  @Test
  void answersTheExampleInvocation() {
    APIGatewayV2HTTPEvent event = event();
    OpenApi.assertValid("NewUpload", Json.tree(event.getBody()));

    APIGatewayV2HTTPResponse answer = answer(event, new SizeLimits(5_000_000, 1, 1, 1));

    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(store.find(new UploadRef("acme", "up_1"))).isPresent();
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
                  "post": {"url": "https://s3.example.com/", "fields": {"key": "documents/high/acme/up_1"}},
                  "links": {"self": "/v1/uploads/up_1", "result": "/v1/uploads/up_1/result"}
                }
                """));
    Upload upload = store.find(new UploadRef("acme", "up_1")).orElseThrow();
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
    assertThat(store.find(new UploadRef("acme", "up_1")).orElseThrow().file().sha256())
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
    assertThat(store.events()).isEmpty();
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
            "application/pdf",
            "text/csv",
            "text/tab-separated-values",
            "text/plain",
            "text/markdown",
            "image/jpeg",
            "image/png");
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
    APIGatewayV2HTTPEvent event = event();
    event.getRequestContext().getAuthorizer().getLambda().put("scopes", "uploads:read");

    APIGatewayV2HTTPResponse answer = answer(event, LIMITS);

    assertThat(answer.getStatusCode()).isEqualTo(403);
    assertThat(Json.tree(answer.getBody()).get("code").asText()).isEqualTo("insufficient_scope");
  }

  @Test
  void aRepeatedRequestWithAKeyCreatesOneUpload() {
    APIGatewayV2HTTPEvent event = event("{\"filename\": \"a.pdf\", \"size\": 1}");
    event.setHeaders(Map.of("idempotency-key", "7f0c"));

    APIGatewayV2HTTPResponse first = answer(event, LIMITS);
    APIGatewayV2HTTPResponse second = answer(event, LIMITS);

    assertThat(second.getBody()).isEqualTo(first.getBody());
    assertThat(second.getHeaders()).containsEntry("idempotency-replayed", "true");
    assertThat(store.eventTypes()).containsExactly("upload.created");
  }

  @Test
  void aKeyThatIsMalformedOrAnotherRequestsIsRefused() {
    APIGatewayV2HTTPEvent event = event("{\"filename\": \"a.pdf\", \"size\": 1}");
    event.setHeaders(Map.of("idempotency-key", "two words"));
    assertThat(answer(event, LIMITS).getStatusCode()).isEqualTo(400);

    event.setHeaders(Map.of("idempotency-key", "7f0c"));
    answer(event, LIMITS);
    event.setBody("{\"filename\": \"b.pdf\", \"size\": 1}");
    assertThat(answer(event, LIMITS).getStatusCode()).isEqualTo(422);
  }

  @Test
  void tellsNothingOfWhatBrokeInside() {
    APIGatewayV2HTTPResponse answer =
        answer(
            event("{\"filename\": \"a.pdf\", \"size\": 1}"),
            LIMITS,
            (upload, method) -> {
              throw new IllegalStateException("secret");
            });

    assertThat(answer.getStatusCode()).isEqualTo(500);
    assertThat(answer.getBody()).contains("internal_error").doesNotContain("secret");
  }

  private APIGatewayV2HTTPResponse answer(String body) {
    return answer(event(body), LIMITS);
  }

  private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, SizeLimits limits) {
    return answer(
        event,
        limits,
        (upload, method) ->
            switch (method) {
              case POST ->
                  new PostForm(
                      "https://s3.example.com/",
                      Map.of("key", upload.objectKey().value()),
                      clock.instant());
              case PUT ->
                  new PutRequest(
                      "https://s3.example.com/" + upload.objectKey().value(),
                      Map.of("content-type", upload.file().contentType()),
                      clock.instant());
            });
  }

  private APIGatewayV2HTTPResponse answer(
      APIGatewayV2HTTPEvent event, SizeLimits limits, GrantSigner signer) {
    CreateUpload createUpload = new CreateUpload(new Uploads(store, clock), signer, limits, clock);
    Idempotency idempotency = new Idempotency(requests, prefix -> prefix + "1", clock);
    Router router =
        new CreateUploadRoute(createUpload, idempotency)
            .addTo(new Router(new Work(Tracer.NONE), Gate.OPEN));
    APIGatewayV2HTTPResponse answer =
        new PresignHandler(router).handleRequest(event, FakeContext.withPlentyOfTime());
    OpenApi.assertDescribed("POST", "/v1/uploads", answer);
    return answer;
  }

  private static APIGatewayV2HTTPEvent event(String body) {
    APIGatewayV2HTTPEvent event = event();
    event.setBody(body);
    return event;
  }

  private static APIGatewayV2HTTPEvent event() {
    return Events.read("presign-create.json", APIGatewayV2HTTPEvent.class);
  }
}
