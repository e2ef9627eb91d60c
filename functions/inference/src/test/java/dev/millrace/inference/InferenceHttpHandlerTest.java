package dev.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.http.Gate;
import dev.millrace.http.Router;
import dev.millrace.inference.core.Embeddings;
import dev.millrace.inference.core.SummarizeText;
import dev.millrace.inference.djl.Models;
import dev.millrace.inference.http.ModelRoutes;
import dev.millrace.json.Json;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.testing.Events;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.OpenApi;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs the whole function, with the real embedder, on the events that lie in `events/`.
class InferenceHttpHandlerTest {
  private final InferenceHttpHandler handler =
      new InferenceHttpHandler(
          new ModelRoutes(
                  Models.CLASSIFIER.description(),
                  Models.EMBEDDER.description(),
                  new SummarizeText(new Embeddings(Models.EMBEDDER), 200))
              .addTo(new Router(new Work(Tracer.NONE), Gate.OPEN)));

  @Test
  void theModelsAreListed() {
    APIGatewayV2HTTPResponse answer = handle(event("inference-http-models.json"));

    OpenApi.assertDescribed("GET", "/v1/models", answer);
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(Json.tree(answer.getBody()).path("items").findValuesAsText("name"))
        .containsExactly("efficientnet-lite0", "all-minilm-l6-v2");
  }

  /// Of thirteen sentences about a harbour the summary keeps three, in their order.
  @Test
  void aTextIsSummarised() {
    APIGatewayV2HTTPEvent event = event("inference-http-summary.json");
    JsonNode body = Json.tree(event.getBody());
    event.setBody(Json.write(Map.of("text", body.path("text").asText(), "sentences", 3)));

    APIGatewayV2HTTPResponse answer = handle(event);

    OpenApi.assertDescribed("POST", "/v1/summaries", answer);
    assertThat(answer.getStatusCode()).isEqualTo(200);
    JsonNode summary = Json.tree(answer.getBody());
    assertThat(summary.at("/summary/sentences").findValuesAsText("text"))
        .hasSize(3)
        .contains("The ferry was late on Monday because of fog.");
    assertThat(summary.at("/concepts").findValuesAsText("name")).contains("quay", "boats");
    assertThat(summary.at("/model/name").asText()).isEqualTo("all-minilm-l6-v2");
  }

  @Test
  void aTextWithoutASentenceHasAnEmptySummary() {
    APIGatewayV2HTTPResponse answer = handle(withBody("{\"text\": \"17 + 4\"}"));

    OpenApi.assertDescribed("POST", "/v1/summaries", answer);
    assertThat(Json.tree(answer.getBody()).at("/summary/text").asText()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\": \"\"} | 400 | invalid_request",
        "{} | 400 | invalid_request",
        "{\"text\": \"A.\", \"sentences\": 0} | 400 | invalid_request",
        "no JSON | 400 | malformed_json"
      })
  void aWrongRequestIsRefused(String body, int status, String code) {
    assertRefused(withBody(body), status, code);
  }

  @Test
  void aLongTextIsRefused() {
    assertRefused(withBody(Json.write(Map.of("text", "x".repeat(100_001)))), 413, "text_too_large");
  }

  @Test
  void aCallerWithoutTheScopeIsRefused() {
    APIGatewayV2HTTPEvent event = event("inference-http-summary.json");
    event.getRequestContext().getAuthorizer().getLambda().put("scopes", "uploads:read");

    assertRefused(event, 403, "insufficient_scope");
  }

  private void assertRefused(APIGatewayV2HTTPEvent event, int status, String code) {
    APIGatewayV2HTTPResponse answer = handle(event);

    OpenApi.assertDescribed("POST", "/v1/summaries", answer);
    assertThat(answer.getStatusCode()).isEqualTo(status);
    assertThat(Json.tree(answer.getBody()).path("code").asText()).isEqualTo(code);
  }

  private APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
    return handler.handleRequest(event, FakeContext.withPlentyOfTime());
  }

  private static APIGatewayV2HTTPEvent event(String name) {
    return Events.read(name, APIGatewayV2HTTPEvent.class);
  }

  private static APIGatewayV2HTTPEvent withBody(String body) {
    APIGatewayV2HTTPEvent event = event("inference-http-summary.json");
    event.setBody(body);
    return event;
  }
}
