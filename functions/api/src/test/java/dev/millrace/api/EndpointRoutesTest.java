package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.api.core.CreateEndpoint;
import dev.millrace.api.http.EndpointRoutes;
import dev.millrace.event.EventType;
import dev.millrace.http.Gate;
import dev.millrace.http.Router;
import dev.millrace.id.Ids;
import dev.millrace.json.Json;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.testing.Events;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.MemoryEndpoints;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.OpenApi;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.AddressGuard;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.UrlPolicy;
import dev.millrace.webhook.UrlRefusal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRoutesTest {
  private static final String ALL = "/v1/webhook-endpoints";
  private static final String ONE = ALL + "/{endpointId}";
  private static final String URL = "https://hooks.example.com/millrace";

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryEndpoints endpoints = new MemoryEndpoints();

  @Test
  void showsTheSecretOnce() {
    APIGatewayV2HTTPResponse created =
        create(
            """
            {"url":"%s","eventTypes":["upload.completed","ping"],"description":"books"}
            """
                .formatted(URL));

    assertThat(created.getStatusCode()).isEqualTo(201);
    JsonNode body = Json.tree(created.getBody());
    String id = body.get("id").asText();
    assertThat(created.getHeaders()).containsEntry("location", ALL + "/" + id);
    assertThat(body.get("secret").asText()).startsWith("whsec_");
    assertThat(body.get("state").asText()).isEqualTo("ENABLED");
    assertThat(body.get("eventTypes")).hasSize(2);
    assertThat(endpoints.find("acme", id))
        .hasValueSatisfying(endpoint -> {
          assertThat(endpoint.secret().value()).isEqualTo(body.get("secret").asText());
          assertThat(endpoint.wants(EventType.PING)).isTrue();
          assertThat(endpoint.wants(EventType.UPLOAD_CREATED)).isFalse();
        });

    JsonNode read = Json.tree(get(id).getBody());
    assertThat(read.has("secret")).isFalse();
    assertThat(read.get("description").asText()).isEqualTo("books");
  }

  @Test
  void listsTheOldestFirstWithoutSecrets() {
    String first = created();
    clock.advance(Duration.ofSeconds(1));
    String second = created();

    JsonNode items = Json.tree(answer("GET", ALL, ALL, null, "*").getBody()).get("items");

    assertThat(items).extracting(item -> item.get("id").asText()).containsExactly(first, second);
    assertThat(items).noneMatch(item -> item.has("secret"));
  }

  @Test
  void tellsWhyAnEndpointIsDisabled() {
    String id = created();
    endpoints.disable("acme", id, "gone");

    JsonNode read = Json.tree(get(id).getBody());

    assertThat(read.get("state").asText()).isEqualTo("DISABLED");
    assertThat(read.get("disabledReason").asText()).isEqualTo("gone");
  }

  @Test
  void deletesOnce() {
    String id = created();

    assertThat(delete(id).getStatusCode()).isEqualTo(204);
    assertThat(delete(id).getStatusCode()).isEqualTo(404);
    assertThat(get(id).getStatusCode()).isEqualTo(404);
  }

  @Test
  void knowsNothingOfOthersEndpoints() {
    endpoints.add(
        new Endpoint(
            "ep_1",
            "stranger",
            URL,
            List.of(),
            null,
            WebhookSamples.SECRET,
            true,
            null,
            clock.instant()));

    assertThat(get("ep_1").getStatusCode()).isEqualTo(404);
    assertThat(delete("ep_1").getStatusCode()).isEqualTo(404);
    assertThat(endpoints.find("stranger", "ep_1")).isPresent();
  }

  @Test
  void anIdThatCannotBeOneIsNotFound() {
    assertThat(get("ep_" + "x".repeat(2000)).getStatusCode()).isEqualTo(404);
    assertThat(delete("up_1").getStatusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "http://hooks.example.com/, scheme_not_allowed",
    "https://169.254.169.254/, address_not_allowed",
    "https://localhost/, single_label_host",
    "https://user:pw@example.com/, credentials",
    "not a url, malformed"
  })
  void refusesAUrlForAReason(String url, String reason) {
    APIGatewayV2HTTPResponse refused = create(Json.write(Map.of("url", url)));

    assertThat(refused.getStatusCode()).isEqualTo(400);
    JsonNode problem = Json.tree(refused.getBody());
    assertThat(problem.get("code").asText()).isEqualTo("invalid_endpoint_url");
    assertThat(problem.get("reason").asText()).isEqualTo(reason);
    assertThat(endpoints.ofTenant("acme")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonIsDescribed(UrlRefusal refusal) {
    assertThat(Wiring.description()).contains("- " + refusal.code() + "\n");
  }

  @Test
  void namesAllThatIsWrong() {
    APIGatewayV2HTTPResponse refused =
        create(
            """
            {"eventTypes":["upload.exploded",null,"ping"],"description":"%s"}
            """
                .formatted("x".repeat(257)));

    assertThat(refused.getStatusCode()).isEqualTo(400);
    JsonNode problem = Json.tree(refused.getBody());
    assertThat(problem.get("code").asText()).isEqualTo("invalid_request");
    assertThat(problem.get("errors"))
        .extracting(error -> error.get("field").asText())
        .containsExactly("url", "description", "eventTypes", "eventTypes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "url", "[]", "{\"url\":{}}"})
  void refusesWhatIsNotTheJsonExpected(String body) {
    assertThat(Json.tree(create(body).getBody()).get("code").asText()).isEqualTo("malformed_json");
  }

  @Test
  void aTenantHasNoMoreThanItMay() {
    for (int i = 0; i < Endpoint.MAX_PER_TENANT; i++) {
      created();
    }

    APIGatewayV2HTTPResponse refused = create("{\"url\":\"%s\"}".formatted(URL));

    assertThat(refused.getStatusCode()).isEqualTo(409);
    assertThat(Json.tree(refused.getBody()).get("code").asText())
        .isEqualTo("endpoint_limit_reached");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/webhook-endpoints, webhooks:read",
    "GET, /v1/webhook-endpoints, webhooks:write",
    "GET, /v1/webhook-endpoints/{endpointId}, uploads:read",
    "DELETE, /v1/webhook-endpoints/{endpointId}, webhooks:read"
  })
  void wantsItsScope(String method, String route, String scope) {
    String path = route.replace("{endpointId}", "ep_1");

    assertThat(answer(method, route, path, "{\"url\":\"" + URL + "\"}", scope).getStatusCode())
        .isEqualTo(403);
  }

  private String created() {
    return Json.tree(create("{\"url\":\"%s\"}".formatted(URL)).getBody()).get("id").asText();
  }

  private APIGatewayV2HTTPResponse create(String body) {
    return answer("POST", ALL, ALL, body, "webhooks:write");
  }

  private APIGatewayV2HTTPResponse get(String id) {
    return answer("GET", ONE, ALL + "/" + id, null, "webhooks:read");
  }

  private APIGatewayV2HTTPResponse delete(String id) {
    return answer("DELETE", ONE, ALL + "/" + id, null, "webhooks:write");
  }

  private APIGatewayV2HTTPResponse answer(
      String method, String route, String path, @Nullable String body, String scopes) {
    APIGatewayV2HTTPEvent event = Events.read("api-status.json", APIGatewayV2HTTPEvent.class);
    event.getRequestContext().getHttp().setMethod(method);
    event.setRawPath(path);
    event.setBody(body);
    event.getRequestContext().getAuthorizer().getLambda().put("scopes", scopes);
    APIGatewayV2HTTPResponse answer =
        new ApiHandler(router()).handleRequest(event, FakeContext.withPlentyOfTime());
    OpenApi.assertDescribed(method, route, answer);
    return answer;
  }

  private Router router() {
    SecureRandom random = new SecureRandom();
    UrlPolicy policy = new UrlPolicy(new AddressGuard(List.of()), false);
    return new EndpointRoutes(
            new CreateEndpoint(endpoints, policy, new Ids(clock, random), random, clock), endpoints)
        .addTo(new Router(new Work(Tracer.NONE), Gate.OPEN));
  }
}
