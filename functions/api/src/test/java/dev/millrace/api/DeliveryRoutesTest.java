package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import dev.millrace.testing.MemoryWebhooks;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.Exchange;
import dev.millrace.webhook.Replay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryRoutesTest {
  private static final String ENDPOINT = WebhookApi.ALL + "/ep_1";
  private static final String LIST = WebhookApi.ONE + "/deliveries";
  private static final String ONE = "/v1/deliveries/{deliveryId}";
  private static final String REPLAYS = "/v1/webhook-replays/{replayId}";

  private final WebhookApi api = new WebhookApi();
  private final MovableClock clock = api.clock;
  private final MemoryWebhooks webhooks = api.webhooks;

  @BeforeEach
  void subscribe() {
    webhooks.endpoints.add(WebhookSamples.endpoint("ep_1", clock.instant()));
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofSeconds(1));
      ids.addFirst(publish("evt_" + i).deliveryId());
    }

    JsonNode first = Json.tree(list("?limit=3").getBody());
    JsonNode rest =
        Json.tree(list("?limit=3&cursor=" + first.get("nextCursor").asText()).getBody());

    assertThat(ids(first)).containsExactlyElementsOf(ids.subList(0, 3));
    assertThat(ids(rest)).containsExactlyElementsOf(ids.subList(3, 5));
    assertThat(rest.has("nextCursor")).isFalse();
  }

  @Test
  void filtersByStateTypeAndTime() {
    Delivery dead = dead("evt_dead");
    clock.advance(Duration.ofMinutes(1));
    Delivery pending = publish("evt_pending");

    assertThat(ids(Json.tree(list("?state=DEAD").getBody()))).containsExactly(dead.deliveryId());
    assertThat(ids(Json.tree(list("?state=DEAD,PENDING").getBody()))).hasSize(2);
    assertThat(ids(Json.tree(list("?type=ping").getBody()))).isEmpty();
    assertThat(ids(Json.tree(list("?type=document.extracted").getBody()))).hasSize(2);
    assertThat(
            ids(Json.tree(list("?from=" + clock.instant() + "&to=2100-01-01T00:00:00Z").getBody())))
        .containsExactly(pending.deliveryId());
  }

  @Test
  void aPageLooksAtOnlySoMany() {
    for (int i = 0; i < 1100; i++) {
      clock.advance(Duration.ofMillis(1));
      publish("evt_" + i);
    }

    JsonNode page = Json.tree(list("?state=DELIVERED&from=2020-01-01T00:00:00Z").getBody());

    assertThat(page.get("items")).isEmpty();
    assertThat(page.has("nextCursor")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?state=LOST",
        "?type=upload.exploded",
        "?from=yesterday",
        "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
        "?limit=101",
        "?cursor=forged"
      })
  void refusesWhatMakesNoSense(String query) {
    assertThat(list(query).getStatusCode()).isEqualTo(400);
  }

  @Test
  void showsEachAttemptWithWhatWasSentAndAnswered() {
    Delivery delivery = publish("evt_1");
    Delivery claimed = delivery.claimed("wrk_1", clock.instant().plusSeconds(30));
    webhooks.deliveries.save(claimed);
    Attempt attempt =
        new Attempt(
            1,
            clock.instant(),
            182,
            503,
            null,
            new Exchange(Map.of("webhook-id", "evt_1"), Map.of("Server", "mill"), "busy", 12L));
    webhooks.deliveries.save(
        claimed.retriedAt(attempt, clock.instant().plusSeconds(5), clock.instant()), attempt);

    JsonNode read = Json.tree(read(delivery.deliveryId()).getBody());

    assertThat(read.get("state").asText()).isEqualTo("PENDING");
    assertThat(read.get("attempt").asInt()).isEqualTo(2);
    assertThat(read.get("lastStatus").asInt()).isEqualTo(503);
    assertThat(read.get("uploadId").asText()).isEqualTo("up_01");
    JsonNode made = read.get("attempts").get(0);
    assertThat(made.at("/request/headers/webhook-id").asText()).isEqualTo("evt_1");
    assertThat(Json.tree(made.at("/request/body").asText()).get("type").asText())
        .isEqualTo("document.extracted");
    assertThat(made.at("/response/headers/Server").asText()).isEqualTo("mill");
    assertThat(made.at("/response/body").asText()).isEqualTo("busy");
    assertThat(made.get("durationMillis").asInt()).isEqualTo(182);
    assertThat(made.get("headersMillis").asInt()).isEqualTo(12);
  }

  @Test
  void knowsNothingOfOthersDeliveries() {
    assertThat(read("dlv_none").getStatusCode()).isEqualTo(404);
    assertThat(read("up_1").getStatusCode()).isEqualTo(404);
    assertThat(resend("dlv_none").getStatusCode()).isEqualTo(404);
  }

  // Once more

  @Test
  void whatHasEndedIsMadeOnceMoreUnderTheSameIdWithANewSchedule() {
    Delivery dead = dead("evt_1");
    webhooks.queue.lose();

    JsonNode resent = Json.tree(resend(dead.deliveryId()).getBody());

    assertThat(resent.get("state").asText()).isEqualTo("PENDING");
    assertThat(resent.get("eventId").asText()).isEqualTo("evt_1");
    Delivery standing = webhooks.deliveries.only();
    assertThat(standing.attempt()).isEqualTo(2);
    assertThat(standing.attemptOfRound()).isEqualTo(1);
    assertThat(webhooks.queue.receive()).containsExactly(standing.request());
  }

  @Test
  void whatWaitsIsMadeAtOnce() {
    Delivery delivery = publish("evt_1");
    webhooks.deliveries.save(delivery.pacedAt(clock.instant().plusSeconds(600), clock.instant()));
    webhooks.queue.lose();

    assertThat(resend(delivery.deliveryId()).getStatusCode()).isEqualTo(202);

    assertThat(webhooks.deliveries.only().attempt()).isEqualTo(1);
    assertThat(webhooks.queue.receive()).hasSize(1);
  }

  @Test
  void whatIsBeingMadeIsLeftAlone() {
    Delivery delivery = publish("evt_1");
    webhooks.deliveries.save(delivery.claimed("wrk_1", clock.instant().plusSeconds(30)));

    assertThat(code(resend(delivery.deliveryId()))).isEqualTo("delivery_in_progress");
    clock.advance(Duration.ofSeconds(31));
    assertThat(resend(delivery.deliveryId()).getStatusCode()).isEqualTo(202);
  }

  @Test
  void nothingIsResentToNobodyOrAboutNothing() {
    Delivery dead = dead("evt_1");
    webhooks.events.remove("evt_1");
    assertThat(code(resend(dead.deliveryId()))).isEqualTo("event_gone");
    webhooks.endpoints.disable(WebhookSamples.TENANT, "ep_1", "gone", clock.instant());
    assertThat(code(resend(dead.deliveryId()))).isEqualTo("endpoint_disabled");
  }

  // Replays

  @Test
  void aReplayIsKeptForTheSweeperAndShowsItsProgress() {
    JsonNode started = Json.tree(replay(null).getBody());
    String id = started.get("id").asText();

    Replay kept = webhooks.replays.find(WebhookSamples.TENANT, id).orElseThrow();
    assertThat(kept.states()).isEqualTo(Set.of(DeliveryState.DEAD));
    assertThat(Duration.between(kept.from(), kept.to())).isEqualTo(Duration.ofDays(30));
    webhooks.replays.save(kept.ended(clock.instant()));

    JsonNode read =
        Json.tree(
            api.answer("GET", REPLAYS, "/v1/webhook-replays/" + id, null, "webhooks:read")
                .getBody());
    assertThat(started.get("state").asText()).isEqualTo("RUNNING");
    assertThat(read.get("state").asText()).isEqualTo("ENDED");
    assertThat(read.has("endedAt")).isTrue();
  }

  @Test
  void aReplayThatIsRepeatedUnderItsKeyIsOne() {
    String route = WebhookApi.ONE + ":replay";

    JsonNode first = Json.tree(api.keyed("key-1", route, ENDPOINT + ":replay", null).getBody());
    clock.advance(Duration.ofSeconds(5));
    JsonNode again = Json.tree(api.keyed("key-1", route, ENDPOINT + ":replay", null).getBody());

    assertThat(again).isEqualTo(first);
  }

  @Test
  void aReplayTakesItsTimeAndStatesFromTheBody() {
    String body =
        """
        {"from":"2025-12-31T00:00:00Z","to":"2025-12-31T12:00:00Z","states":["DELIVERED","DEAD"]}
        """;

    JsonNode started = Json.tree(replay(body).getBody());

    assertThat(started.get("from").asText()).isEqualTo("2025-12-31T00:00:00Z");
    assertThat(started.get("states")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"states\":[]}",
        "{\"states\":[\"PENDING\"]}",
        "{\"from\":\"today\"}",
        "{\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}"
      })
  void aReplayThatMakesNoSenseIsRefused(String body) {
    assertThat(replay(body).getStatusCode()).isEqualTo(400);
    assertThat(webhooks.replays.open()).isEmpty();
  }

  @Test
  void nothingIsReplayedToADisabledEndpoint() {
    webhooks.endpoints.disable(WebhookSamples.TENANT, "ep_1", "gone", clock.instant());

    assertThat(code(replay(null))).isEqualTo("endpoint_disabled");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/webhook-endpoints/{endpointId}/deliveries, webhooks:write",
    "GET, /v1/deliveries/{deliveryId}, webhooks:write",
    "POST, /v1/deliveries/{deliveryId}:resend, webhooks:read",
    "POST, /v1/webhook-endpoints/{endpointId}:replay, webhooks:read",
    "GET, /v1/webhook-replays/{replayId}, uploads:read"
  })
  void wantsItsScope(String method, String route, String scope) {
    String path = route.replaceAll("\\{\\w+}", "ep_1");

    assertThat(api.answer(method, route, path, null, scope).getStatusCode()).isEqualTo(403);
  }

  private Delivery publish(String eventId) {
    webhooks.publish(WebhookSamples.event(eventId, clock.instant()));
    return webhooks.deliveries.all().getLast();
  }

  private Delivery dead(String eventId) {
    Delivery dead = publish(eventId).dead(MemoryWebhooks.attempt(1, clock, 500, null));
    webhooks.deliveries.save(dead);
    return dead;
  }

  private APIGatewayV2HTTPResponse list(String query) {
    return api.answer("GET", LIST, ENDPOINT + "/deliveries" + query, null, "webhooks:read");
  }

  private APIGatewayV2HTTPResponse read(String id) {
    return api.answer("GET", ONE, "/v1/deliveries/" + id, null, "webhooks:read");
  }

  private APIGatewayV2HTTPResponse resend(String id) {
    String path = "/v1/deliveries/" + id + ":resend";
    return api.answer("POST", ONE + ":resend", path, null, "webhooks:write");
  }

  private APIGatewayV2HTTPResponse replay(@Nullable String body) {
    return api.answer(
        "POST", WebhookApi.ONE + ":replay", ENDPOINT + ":replay", body, "webhooks:write");
  }

  private static String code(APIGatewayV2HTTPResponse refused) {
    return Json.tree(refused.getBody()).get("code").asText();
  }

  private static List<String> ids(JsonNode page) {
    return page.get("items").valueStream().map(item -> item.get("id").asText()).toList();
  }
}
