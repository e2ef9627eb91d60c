package dev.millrace.presign;

import static dev.millrace.presign.PresignFixture.body;
import static dev.millrace.presign.PresignFixture.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import dev.millrace.limit.Limit;
import dev.millrace.presign.core.FixedRules;
import dev.millrace.upload.Batch;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateBatchTest {
  private static final String PATH = "/v1/uploads:batch";
  private static final Map<String, Object> SMALL = Map.of("filename", "a.pdf", "size", 9);
  private static final Map<String, Object> LARGE = Map.of("filename", "b.pdf", "size", 99);

  private final PresignFixture presign = new PresignFixture(FixedRules.upTo(50));

  @Test
  void eachUploadIsCreatedOrRefusedForItself() {
    APIGatewayV2HTTPResponse answer =
        send(List.of(SMALL, LARGE, Map.of("filename", "c.exe", "size", 1), Map.of(), 7, SMALL));

    JsonNode batch = body(answer);
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(statuses(answer)).containsExactly(201, 413, 415, 400, 400, 201);
    JsonNode tooLarge = batch.at("/items/1/problem");
    assertThat(tooLarge.path("code").asText()).isEqualTo("upload_too_large");
    assertThat(tooLarge.path("index").asInt()).isEqualTo(1);
    assertThat(tooLarge.path("sizeBytes").asLong()).isEqualTo(99);
    String batchId = batch.path("batchId").asText();
    assertThat(answer.getHeaders()).containsEntry("location", "/v1/batches/" + batchId);
    Batch kept = presign.batches.find("acme", batchId).orElseThrow();
    assertThat(kept.uploadIds())
        .containsExactly(
            batch.at("/items/0/upload/id").asText(), batch.at("/items/5/upload/id").asText());
    assertThat(presign.batches.uploads(kept)).hasSize(2);
  }

  @Test
  void aBatchOfWhichNothingIsCreatedIsNone() {
    APIGatewayV2HTTPResponse answer = send(List.of(LARGE));

    assertThat(body(answer).has("batchId")).isFalse();
    assertThat(answer.getHeaders()).doesNotContainKey("location");
  }

  @Test
  void eachUploadCountsAgainstTheRate() {
    presign.rooms.flags.set(Limit.UPLOADS.quota(), 2);

    APIGatewayV2HTTPResponse answer = send(Collections.nCopies(4, SMALL));

    assertThat(statuses(answer)).containsExactly(201, 201, 201, 429);
    JsonNode items = body(answer).path("items");
    assertThat(items.at("/3/problem/code").asText()).isEqualTo("rate_limit_exceeded");
    assertThat(items.at("/3/problem/retryAfterSeconds").asInt()).isPositive();
  }

  @Test
  void eachUploadCountsAgainstTheDay() {
    presign.rooms.flags.set(Limit.DAILY_UPLOADS.quota(), 3);

    assertThat(statuses(send(Collections.nCopies(4, SMALL)))).containsExactly(201, 201, 201, 429);
  }

  @Test
  void takesAHundredAndNoMore() {
    assertThat(body(send(Collections.nCopies(100, LARGE))).path("items")).hasSize(100);
    assertThat(code(send(Collections.nCopies(101, LARGE)))).isEqualTo("400 invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"uploads\": []}", "{\"uploads\": {}}", "nope"})
  void anythingElseIsNoBatch(String request) {
    assertThat(presign.answer("POST", PATH, Map.of(), Map.of(), request).getStatusCode())
        .isEqualTo(400);
  }

  @Test
  void highPriorityHasAScopeOfItsOwn() {
    Map<String, Object> urgent = Map.of("filename", "a.pdf", "size", 9, "priority", "high");
    APIGatewayV2HTTPEvent event = PresignFixture.event();
    event.setRawPath(PATH);
    event.setBody(Json.write(Map.of("uploads", List.of(urgent, SMALL))));
    event.getRequestContext().getAuthorizer().getLambda().put("scopes", "uploads:write");

    assertThat(statuses(presign.answer(PATH, event))).containsExactly(403, 201);

    event.setRawPath("/v1/uploads");
    event.setBody(Json.write(urgent));
    assertThat(code(presign.answer("/v1/uploads", event))).isEqualTo("403 insufficient_scope");
    event
        .getRequestContext()
        .getAuthorizer()
        .getLambda()
        .put("scopes", "uploads:write uploads:priority");
    assertThat(presign.answer("/v1/uploads", event).getStatusCode()).isEqualTo(201);
  }

  private static List<Integer> statuses(APIGatewayV2HTTPResponse answer) {
    return body(answer)
        .path("items")
        .valueStream()
        .map(item -> item.path("status").asInt())
        .toList();
  }

  private APIGatewayV2HTTPResponse send(List<?> uploads) {
    return presign.answer("POST", PATH, Map.of(), Map.of(), Json.write(Map.of("uploads", uploads)));
  }
}
