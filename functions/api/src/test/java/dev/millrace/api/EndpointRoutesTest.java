package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.event.EventType;
import dev.millrace.event.WebhookEvent;
import dev.millrace.json.Json;
import dev.millrace.testing.MemoryEndpoints;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointLimits;
import dev.millrace.webhook.Exchange;
import dev.millrace.webhook.Tally;
import dev.millrace.webhook.circuit.CircuitPolicy;
import dev.millrace.webhook.guard.UrlRefusal;
import dev.millrace.webhook.signing.Ed25519Key;
import dev.millrace.webhook.signing.EndpointSecret;
import dev.millrace.webhook.signing.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRoutesTest {
  private static final String ALL = WebhookApi.ALL;
  private static final String ONE = WebhookApi.ONE;
  private static final String URL = "https://hooks.example.com/millrace";

  private final WebhookApi api = new WebhookApi();
  private final MovableClock clock = api.clock;
  private final MemoryEndpoints endpoints = api.webhooks.endpoints;

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
    assertThat(endpoints.find(WebhookSamples.TENANT, id))
        .hasValueSatisfying(endpoint -> {
          assertThat(WebhookSamples.KEYS.open(endpoint, clock.instant()))
              .containsExactly(new EndpointSecret(body.get("secret").asText()));
          assertThat(endpoint.eventTypes().matches(EventType.PING)).isTrue();
          assertThat(endpoint.eventTypes().matches(EventType.UPLOAD_CREATED)).isFalse();
        });

    JsonNode read = Json.tree(get(id).getBody());
    assertThat(read.has("secret")).isFalse();
    assertThat(read.get("description").asText()).isEqualTo("books");
  }

  @Test
  void clientsOfTheEarlierSystemSubscribeByTheirOwnName() {
    APIGatewayV2HTTPResponse created =
        answer(
            "POST",
            ALL,
            "/api/webhooks",
            "{\"url\":\"%s\",\"maxRetries\":3,\"timeoutSeconds\":10}".formatted(URL),
            "webhooks:write");

    assertThat(created.getStatusCode()).isEqualTo(201);
    Endpoint endpoint = find(Json.tree(created.getBody()).get("id").asText());
    assertThat(endpoint.limits()).isEqualTo(new EndpointLimits(3, 10, null, null));
  }

  @Test
  void aRequestThatIsRepeatedUnderItsKeyGetsTheFirstAnswer() {
    String body = "{\"url\":\"%s\"}".formatted(URL);

    APIGatewayV2HTTPResponse first = api.keyed("key-1", ALL, ALL, body);
    APIGatewayV2HTTPResponse again = api.keyed("key-1", ALL, ALL, body);

    assertThat(again.getBody()).isEqualTo(first.getBody()).contains("whsec_");
    assertThat(again.getHeaders()).containsEntry("idempotency-replayed", "true");
    assertThat(endpoints.ofTenant(WebhookSamples.TENANT)).hasSize(1);
    String other = "{\"url\":\"%s\",\"description\":\"books\"}".formatted(URL);
    assertThat(api.keyed("key-1", ALL, ALL, other).getStatusCode()).isEqualTo(422);
  }

  @Test
  void aTestOrARotationThatIsRepeatedUnderItsKeyHappensOnce() {
    String id = created();
    for (String verb : List.of(":test", ":rotate")) {
      String path = ALL + "/" + id + verb;

      APIGatewayV2HTTPResponse first = api.keyed("key" + verb, ONE + verb, path, null);
      APIGatewayV2HTTPResponse again = api.keyed("key" + verb, ONE + verb, path, null);

      assertThat(again.getBody()).isEqualTo(first.getBody());
    }
    assertThat(api.webhooks.events.unsettled()).hasSize(1);
    assertThat(find(id).keys()).hasSize(2);
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
    endpoints.disable(WebhookSamples.TENANT, id, "gone", clock.instant());

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
    Endpoint sample = WebhookSamples.endpoint("ep_1", clock.instant());
    endpoints.add(
        Endpoint.of("ep_1", "stranger", sample.settings(), sample.keys(), clock.instant()));

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
    assertThat(endpoints.ofTenant(WebhookSamples.TENANT)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.testing.HostileTargets#urls")
  void noHostileUrlIsTaken(String url) {
    String body = Json.write(Map.of("url", url));
    String id = created();

    for (APIGatewayV2HTTPResponse refused : List.of(create(body), patch(id, body))) {
      assertThat(refused.getStatusCode()).isEqualTo(400);
      assertThat(Json.tree(refused.getBody()).get("code").asText())
          .isEqualTo("invalid_endpoint_url");
    }
    assertThat(endpoints.ofTenant(WebhookSamples.TENANT))
        .extracting(Endpoint::url)
        .containsExactly(URL);
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
            {"eventTypes":["upload.exploded","ping"],"description":"%s","maxRetries":21,
             "timeoutSeconds":0,"ratePerSecond":1001,"maxInFlight":201,"secret":"whsec_c2hvcnQ=",
             "signatures":["v2"],"headers":{"Webhook-Id":"1"}}
            """
                .formatted("x".repeat(257)));

    assertThat(refused.getStatusCode()).isEqualTo(400);
    JsonNode problem = Json.tree(refused.getBody());
    assertThat(problem.get("code").asText()).isEqualTo("invalid_request");
    assertThat(problem.get("errors"))
        .extracting(error -> error.get("field").asText())
        .containsExactlyInAnyOrder(
            "url",
            "eventTypes",
            "description",
            "headers",
            "maxRetries",
            "timeoutSeconds",
            "ratePerSecond",
            "maxInFlight",
            "secret",
            "signatures");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "url", "[]"})
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

  // Secrets

  @Test
  void takesASecretThatIsBrought() {
    String secret = WebhookSamples.SECRET.value();

    APIGatewayV2HTTPResponse created = create(Json.write(Map.of("url", URL, "secret", secret)));

    assertThat(Json.tree(created.getBody()).get("secret").asText()).isEqualTo(secret);
  }

  @Test
  void signsWithEd25519IfThatIsWanted() {
    JsonNode created =
        Json.tree(
            create(Json.write(Map.of("url", URL, "signatures", List.of("v1", "v1a")))).getBody());
    Endpoint endpoint = find(created.get("id").asText());

    List<SigningKey> keys = WebhookSamples.KEYS.open(endpoint, clock.instant());
    assertThat(keys).hasSize(2);
    assertThat(keys.get(1))
        .isInstanceOfSatisfying(
            Ed25519Key.class,
            pair -> assertThat(created.get("publicKey").asText()).isEqualTo(pair.publicKey()));

    JsonNode rotated = Json.tree(post(endpoint.id(), ":rotate", null).getBody());
    assertThat(rotated.get("publicKey")).isNotEqualTo(created.get("publicKey"));
    assertThat(WebhookSamples.KEYS.open(find(endpoint.id()), clock.instant())).hasSize(4);
  }

  @Test
  void bothSecretsSignWhileOneReplacesTheOther() {
    JsonNode created = Json.tree(create("{\"url\":\"%s\"}".formatted(URL)).getBody());
    String id = created.get("id").asText();

    JsonNode rotated = Json.tree(post(id, ":rotate", "{\"overlapHours\":2}").getBody());

    EndpointSecret old = new EndpointSecret(created.get("secret").asText());
    EndpointSecret current = new EndpointSecret(rotated.get("secret").asText());
    assertThat(keys(id)).containsExactly(current, old);
    assertThat(rotated.get("oldKeysUntil").asText())
        .isEqualTo(clock.instant().plus(Duration.ofHours(2)).toString());
    clock.advance(Duration.ofHours(2));
    assertThat(keys(id)).containsExactly(current);
  }

  @Test
  void aLeakedSecretEndsAtOnceIfThatIsWanted() {
    String id = created();

    post(id, ":rotate", "{\"overlapHours\":0}");

    assertThat(keys(id)).hasSize(1);
    assertThat(post(id, ":rotate", "{\"overlapHours\":169}").getStatusCode()).isEqualTo(400);
  }

  @Test
  void keysDoNotPileUp() {
    String id = created();
    for (int i = 1; i < Endpoint.MAX_KEYS; i++) {
      assertThat(post(id, ":rotate", null).getStatusCode()).isEqualTo(200);
    }

    APIGatewayV2HTTPResponse refused = post(id, ":rotate", null);

    assertThat(refused.getStatusCode()).isEqualTo(409);
    assertThat(Json.tree(refused.getBody()).get("code").asText()).isEqualTo("too_many_keys");
    assertThat(post(id, ":rotate", "{\"overlapHours\":0}").getStatusCode()).isEqualTo(200);
  }

  // Changes

  @Test
  void changesWhatIsGivenAndLeavesTheRest() {
    JsonNode created =
        Json.tree(
            create(
                    """
                    {"url":"%s","eventTypes":["upload.*"],"description":"books","maxRetries":3,
                     "headers":{"Authorization":"Bearer sesame"}}
                    """
                        .formatted(URL))
                .getBody());
    String id = created.get("id").asText();

    JsonNode changed =
        Json.tree(
            patch(id, "{\"description\":null,\"timeoutSeconds\":7,\"eventTypes\":[\"*\"]}")
                .getBody());

    assertThat(changed.has("description")).isFalse();
    assertThat(changed.get("timeoutSeconds").asInt()).isEqualTo(7);
    assertThat(changed.get("maxRetries").asInt()).isEqualTo(3);
    assertThat(changed.get("eventTypes").get(0).asText()).isEqualTo("*");
    assertThat(changed.get("headers").get(0).asText()).isEqualTo("Authorization");
    assertThat(changed.toString()).doesNotContain("sesame");
    assertThat(WebhookSamples.KEYS.headers(find(id)))
        .containsExactly(Map.entry("Authorization", "Bearer sesame"));

    assertThat(Json.tree(patch(id, "{\"headers\":null}").getBody()).get("headers")).isEmpty();
  }

  @Test
  void aChangeToAUrlThatIsRefusedChangesNothing() {
    String id = created();

    assertThat(patch(id, "{\"url\":\"https://10.0.0.1/\"}").getStatusCode()).isEqualTo(400);
    assertThat(patch(id, "{\"url\":null}").getStatusCode()).isEqualTo(400);

    assertThat(find(id).url()).isEqualTo(URL);
    assertThat(patch("ep_none", "{}").getStatusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Webhook-Signature",
        "content-type",
        "Host",
        "X-Forwarded-For",
        "Transfer-Encoding",
        "User-Agent"
      })
  void someHeadersAreOurs(String name) {
    APIGatewayV2HTTPResponse refused =
        create(Json.write(Map.of("url", URL, "headers", Map.of(name, "x"))));

    assertThat(refused.getStatusCode()).isEqualTo(400);
    assertThat(Json.tree(refused.getBody()).get("detail").asText()).contains("reserved");
  }

  @ParameterizedTest
  @CsvSource({"'X Y', x", "X-Y, 'a\nb'", "X-Y, é", "X-Y, LONG"})
  void someHeadersCannotBe(String name, String value) {
    String text = value.equals("LONG") ? "x".repeat(1025) : value;

    assertThat(
            create(Json.write(Map.of("url", URL, "headers", Map.of(name, text)))).getStatusCode())
        .isEqualTo(400);
  }

  @Test
  void enablingHoldsNothingAgainstIt() {
    String id = created();
    for (int i = 0; i < 5; i++) {
      api.webhooks.circuits.change(
          WebhookSamples.TENANT,
          id,
          circuit -> circuit.failed("wrk", false, null, CircuitPolicy.DEFAULT, clock.instant()));
    }
    endpoints.disable(WebhookSamples.TENANT, id, "failing", clock.instant());
    assertThat(Json.tree(get(id).getBody()).at("/circuit/state").asText()).isEqualTo("OPEN");

    JsonNode enabled = Json.tree(post(id, ":enable", null).getBody());

    assertThat(enabled.get("state").asText()).isEqualTo("ENABLED");
    assertThat(enabled.has("disabledReason")).isFalse();
    JsonNode circuit = Json.tree(get(id).getBody()).get("circuit");
    assertThat(circuit.get("state").asText()).isEqualTo("CLOSED");
    assertThat(circuit.get("health").asInt()).isEqualTo(100);
    assertThat(circuit.has("failingSince")).isFalse();
  }

  @Test
  void aTestGoesToTheEndpointAlone() {
    String id = created();
    created();

    JsonNode sent = Json.tree(post(id, ":test", null).getBody());

    WebhookEvent event = api.webhooks.events.unsettled().getFirst();
    assertThat(event.eventId()).isEqualTo(sent.get("eventId").asText());
    api.webhooks.fanOut.publish(event);
    assertThat(api.webhooks.deliveries.only().deliveryId())
        .isEqualTo(sent.get("deliveryId").asText());
    endpoints.disable(WebhookSamples.TENANT, id, "gone", clock.instant());
    assertThat(post(id, ":test", null).getStatusCode()).isEqualTo(409);
  }

  @Test
  void tellsHowAttemptsWent() {
    String id = created();
    for (int i = 0; i < 4; i++) {
      Integer status = i == 0 ? null : 200 + 100 * i;
      String error = status == null ? "timed_out" : null;
      api.webhooks.tallies.add(
          id, Tally.of(new Attempt(1, clock.instant(), 10L * i, status, error, Exchange.NONE)));
    }
    api.webhooks.tallies.add(
        id, Tally.of(new Attempt(1, clock.instant(), 4, 200, null, Exchange.NONE)));

    JsonNode statistics =
        Json.tree(
            answer(
                    "GET",
                    ONE + "/statistics",
                    ALL + "/" + id + "/statistics",
                    null,
                    "webhooks:read")
                .getBody());

    assertThat(statistics.get("attempts").asInt()).isEqualTo(5);
    assertThat(statistics.get("successRate").asDouble()).isEqualTo(0.2);
    assertThat(statistics.at("/answers/none").asInt()).isEqualTo(1);
    assertThat(statistics.at("/durationMillis/p50").asInt()).isEqualTo(10);
    assertThat(statistics.get("hours")).hasSize(1);
  }

  private String created() {
    return Json.tree(create("{\"url\":\"%s\"}".formatted(URL)).getBody()).get("id").asText();
  }

  private APIGatewayV2HTTPResponse create(String body) {
    return answer("POST", ALL, ALL, body, "webhooks:write");
  }

  private Endpoint find(String id) {
    return endpoints.find(WebhookSamples.TENANT, id).orElseThrow();
  }

  private List<SigningKey> keys(String id) {
    return WebhookSamples.KEYS.open(find(id), clock.instant());
  }

  private APIGatewayV2HTTPResponse post(String id, String verb, @Nullable String body) {
    return answer("POST", ONE + verb, ALL + "/" + id + verb, body, "webhooks:write");
  }

  private APIGatewayV2HTTPResponse patch(String id, String body) {
    return answer("PATCH", ONE, ALL + "/" + id, body, "webhooks:write");
  }

  private APIGatewayV2HTTPResponse get(String id) {
    return answer("GET", ONE, ALL + "/" + id, null, "webhooks:read");
  }

  private APIGatewayV2HTTPResponse delete(String id) {
    return answer("DELETE", ONE, ALL + "/" + id, null, "webhooks:write");
  }

  private APIGatewayV2HTTPResponse answer(
      String method, String route, String path, @Nullable String body, String scopes) {
    return api.answer(method, route, path, body, scopes);
  }
}
