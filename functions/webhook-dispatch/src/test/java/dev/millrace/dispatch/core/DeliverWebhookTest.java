package dev.millrace.dispatch.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.dispatch.core.SendResult.Answered;
import dev.millrace.dispatch.core.SendResult.Unanswered;
import dev.millrace.event.EventType;
import dev.millrace.testing.MemoryDeliveries;
import dev.millrace.testing.MemoryDeliveryQueue;
import dev.millrace.testing.MemoryEndpoints;
import dev.millrace.testing.MemoryWebhooks;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryRequested;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointLimits;
import dev.millrace.webhook.EndpointSettings;
import dev.millrace.webhook.EventFilter;
import dev.millrace.webhook.Exchange;
import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.circuit.CircuitPolicy;
import dev.millrace.webhook.circuit.Parking;
import dev.millrace.webhook.circuit.Passage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliverWebhookTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final List<Duration> WAITS = List.of(Duration.ofSeconds(5), Duration.ofHours(2));

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryWebhooks webhooks = new MemoryWebhooks(clock);
  private final MemoryDeliveries deliveries = webhooks.deliveries;
  private final MemoryEndpoints endpoints = webhooks.endpoints;
  private final MemoryDeliveryQueue queue = webhooks.queue;
  private final Endpoint endpoint = WebhookSamples.endpoint("ep_1", clock.instant());
  private final List<String> sent = new ArrayList<>();
  private final AtomicInteger workers = new AtomicInteger();

  @BeforeEach
  void publish() {
    endpoints.add(endpoint);
    webhooks.publish(WebhookSamples.event("evt_1", clock.instant()));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 204, 299})
  void anAcceptedEventIsDelivered(int status) {
    Outcome outcome = attempt(answering(status));

    assertThat(deliveries.only().state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(deliveries.only().dueAt()).isNull();
    assertThat(queue.waiting()).isEmpty();
    assertThat(sent).containsExactly("evt_1");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Attempted.class,
            attempted -> assertThat(attempted.attempt().status()).isEqualTo(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 400, 401, 404, 429, 500, 502, 503})
  void aRefusedEventIsTriedAgainAfterItsWait(int status) {
    attempt(answering(status));

    Delivery delivery = deliveries.only();
    assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
    assertThat(delivery.attempt()).isEqualTo(2);
    assertThat(Duration.between(clock.instant(), delivery.nextAt()))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    assertThat(queue.waiting())
        .singleElement()
        .satisfies(message -> {
          assertThat(message.request()).isEqualTo(delivery.request());
          assertThat(message.visibleAt()).isEqualTo(delivery.nextAt());
          assertThat(message.group()).isEqualTo("ep_1");
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = SendError.class,
      names = {"ENDPOINT_GONE", "ENDPOINT_DISABLED", "EVENT_GONE"},
      mode = EnumSource.Mode.EXCLUDE)
  void silenceIsARefusal(SendError error) {
    attempt(() -> new Unanswered(error));

    assertThat(deliveries.only().state()).isEqualTo(DeliveryState.PENDING);
    assertThat(onlyAttempt().error()).isEqualTo(error.code());
    assertThat(onlyAttempt().status()).isNull();
  }

  @Test
  void aLongWaitIsLeftToTheSweeper() {
    attempt(answering(500));
    clock.advance(Duration.ofSeconds(6));
    attempt(answering(500));

    assertThat(queue.waiting()).isEmpty();
    Delivery delivery = deliveries.only();
    assertThat(delivery.attempt()).isEqualTo(3);
    assertThat(delivery.overdue(delivery.nextAt())).isTrue();
    assertThat(delivery.overdue(delivery.nextAt().minusSeconds(61))).isFalse();
  }

  @Test
  void theLastRefusalEndsIt() {
    attempt(answering(500));
    clock.advance(Duration.ofSeconds(6));
    attempt(answering(500));
    clock.advance(Duration.ofHours(3));

    deliver(answering(500)).attempt(deliveries.only().request());

    assertThat(deliveries.only().state()).isEqualTo(DeliveryState.DEAD);
    assertThat(deliveries.only().dueAt()).isNull();
    assertThat(deliveries.attempts(deliveries.only().deliveryId()))
        .extracting(Attempt::number)
        .containsExactly(1, 2, 3);
  }

  @Test
  void goneDisablesTheEndpointAndEndsTheDelivery() {
    attempt(answering(410));

    assertThat(deliveries.only().state()).isEqualTo(DeliveryState.DEAD);
    assertThat(endpoints.find(endpoint.tenantId(), "ep_1")).contains(endpoint.disabled("gone"));
    assertThat(endpoints.notices())
        .singleElement()
        .satisfies(notice -> assertThat(notice.type()).isEqualTo(EventType.ENDPOINT_DISABLED));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void aBusyEndpointIsGivenTheTimeItAsksFor(int status) {
    attempt(() -> new Answered(status, Optional.of(Duration.ofMinutes(3)), Exchange.NONE));

    assertThat(deliveries.only().nextAt()).isEqualTo(clock.instant().plusSeconds(180));
  }

  @Test
  void whatAnotherRefusalAsksForIsNotHeard() {
    attempt(() -> new Answered(500, Optional.of(Duration.ofMinutes(3)), Exchange.NONE));

    assertThat(deliveries.only().nextAt()).isBefore(clock.instant().plusSeconds(7));
  }

  @Test
  void nothingIsSentToAnEndpointThatIsGone() {
    endpoints.remove(endpoint.tenantId(), "ep_1");

    attempt(answering(200));

    assertThat(sent).isEmpty();
    assertThat(deliveries.only().state()).isEqualTo(DeliveryState.DEAD);
    assertThat(onlyAttempt().error()).isEqualTo("endpoint_gone");
  }

  @Test
  void nothingIsSentToAnEndpointThatIsDisabled() {
    endpoints.disable(endpoint.tenantId(), "ep_1", "gone", clock.instant());

    attempt(answering(200));

    assertThat(sent).isEmpty();
    assertThat(onlyAttempt().error()).isEqualTo("endpoint_disabled");
  }

  @Test
  void anEventThatIsNotKeptAnyMoreCannotBeSent() {
    webhooks.events.remove("evt_1");

    attempt(answering(200));

    assertThat(deliveries.only().state()).isEqualTo(DeliveryState.DEAD);
    assertThat(onlyAttempt().error()).isEqualTo("event_gone");
  }

  @Test
  void theAttemptIsKeptWithTheBeginningOfTheAnswer() {
    Exchange exchange =
        new Exchange(Map.of("webhook-id", "evt_1"), Map.of("Server", "x"), "busy", 3L);
    attempt(() -> {
      clock.advance(Duration.ofMillis(182));
      return new Answered(503, Optional.empty(), exchange);
    });

    assertThat(onlyAttempt())
        .isEqualTo(new Attempt(1, clock.instant().minusMillis(182), 182, 503, null, exchange));
  }

  @Test
  void attemptsAreCounted() {
    attempt(answering(500));

    assertThat(webhooks.tallies.read("ep_1", clock.instant(), clock.instant()))
        .singleElement()
        .satisfies(tally -> assertThat(tally.answers()).containsExactly(Map.entry("5xx", 1L)));
  }

  // How much an endpoint gets

  @Test
  void anEndpointIsFirstAskedOneThing() {
    publish("evt_2", "evt_3");
    List<DeliveryRequested> requests = queue.receive();
    assertThat(requests).hasSize(3);
    DeliverWebhook others = deliver(answering(200));

    deliver(
            () -> {
              assertThat(others.attempt(requests.get(1))).isInstanceOf(Outcome.Waiting.class);
              assertThat(others.attempt(requests.get(2))).isInstanceOf(Outcome.Waiting.class);
              return new Answered(200, Optional.empty(), Exchange.NONE);
            })
        .attempt(requests.get(0));

    assertThat(sent).containsExactly("evt_1");
    assertThat(queue.receive()).containsExactly(requests.get(1), requests.get(2));
    assertThat(deliveries.all()).noneMatch(delivery -> delivery.parked() != null);
  }

  @Test
  void fiveFailuresInARowParkTheRestWithoutMessageOrAttempt() {
    publish("evt_2", "evt_3", "evt_4", "evt_5", "evt_6", "evt_7");
    List<DeliveryRequested> requests = queue.receive();
    DeliverWebhook failing = deliver(() -> new Unanswered(SendError.TIMED_OUT));
    requests.forEach(failing::attempt);

    assertThat(sent).hasSize(5);
    List<Delivery> parked =
        deliveries.all().stream().filter(delivery -> delivery.parked() != null).toList();
    assertThat(parked)
        .hasSize(2)
        .allSatisfy(delivery -> assertThat(delivery.attempt()).isEqualTo(1));

    publish("evt_8");
    assertThat(queue.receive()).isEmpty();
    assertThat(deliveries.parked("ep_1", 10)).hasSize(3);
  }

  @Test
  void oneProbeClosesTheCircuitAndWakesWhatWaits() {
    publish("evt_2", "evt_3", "evt_4", "evt_5", "evt_6", "evt_7", "evt_8");
    queue.receive().forEach(deliver(() -> new Unanswered(SendError.TIMED_OUT))::attempt);
    queue.lose();
    clock.advance(CircuitPolicy.DEFAULT.openFor());
    assertThat(webhooks.departures.wake(endpoint.tenantId(), "ep_1", 10)).isEqualTo(1);
    DeliveryRequested probe = queue.receive().getFirst();
    DeliverWebhook others = deliver(answering(200));
    DeliveryRequested second = deliveries.parked("ep_1", 1).getFirst().request();

    deliver(
            () -> {
              assertThat(others.attempt(second)).isInstanceOf(Outcome.Waiting.class);
              return new Answered(200, Optional.empty(), Exchange.NONE);
            })
        .attempt(probe);

    assertThat(queue.receive()).hasSize(1);
    assertThat(webhooks.circuits.find(endpoint.tenantId(), "ep_1").state(clock.instant()))
        .isEqualTo(Circuit.State.CLOSED);
  }

  @Test
  void anEndpointThatAsksToBeLeftAloneGetsNothingMeanwhile() {
    publish("evt_2");
    List<DeliveryRequested> requests = queue.receive();
    deliver(() -> new Answered(429, Optional.of(Duration.ofMinutes(3)), Exchange.NONE))
        .attempt(requests.get(0));

    Outcome second = deliver(answering(200)).attempt(requests.get(1));

    assertThat(second)
        .isInstanceOfSatisfying(
            Outcome.Waiting.class,
            waiting ->
                assertThat(waiting.passage())
                    .isEqualTo(
                        new Passage.Parked(
                            Parking.CIRCUIT_OPEN, clock.instant().plusSeconds(180))));
  }

  @Test
  void aRateSetsATimeAsideForWhatIsTooMuch() {
    Endpoint slow = endpoint("ep_slow", new EndpointLimits(null, null, 2, null));
    endpoints.add(slow);
    for (int i = 0; i < 3; i++) {
      webhooks.circuits.change(
          slow.tenantId(), slow.id(), circuit -> circuit.succeeded("wrk", 50, clock.instant()));
    }
    publish("evt_2", "evt_3", "evt_4", "evt_5");
    queue.receive().stream()
        .filter(request -> endpointOf(request).equals("ep_slow"))
        .forEach(deliver(answering(200))::attempt);

    List<Delivery> paced = deliveries.all().stream().filter(Delivery::paced).toList();
    assertThat(sent).containsExactly("evt_2", "evt_3");
    assertThat(paced)
        .extracting(delivery -> Duration.between(clock.instant(), delivery.nextAt()).toMillis())
        .containsExactly(1000L, 1500L);
    clock.advance(Duration.ofMillis(1500));
    queue.receive().forEach(deliver(answering(200))::attempt);
    assertThat(sent).contains("evt_4", "evt_5");
  }

  @Test
  void daysOfNothingButFailuresDisableTheEndpointAndTellTheOthers() {
    attempt(answering(500));
    clock.advance(CircuitPolicy.DEFAULT.disableAfter().minusSeconds(1));
    deliver(answering(500)).attempt(deliveries.only().request());
    assertThat(endpoints.find(endpoint.tenantId(), "ep_1").orElseThrow().enabled()).isTrue();

    publish("evt_2");
    clock.advance(Duration.ofSeconds(2));
    queue.receive().forEach(deliver(answering(500))::attempt);

    assertThat(endpoints.find(endpoint.tenantId(), "ep_1").orElseThrow().disabledReason())
        .isEqualTo("failing");
    assertThat(endpoints.notices()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"429, 1", "502, 1", "504, 1", "500, 4", "503, 4"})
  void anEndpointThatIsAskedTooMuchIsAskedOneThingAtATime(int status, int room) {
    for (int i = 0; i < 3; i++) {
      webhooks.circuits.change(
          endpoint.tenantId(), "ep_1", circuit -> circuit.succeeded("wrk", 50, clock.instant()));
    }

    attempt(answering(status));

    assertThat(webhooks.circuits.find(endpoint.tenantId(), "ep_1").room(clock.instant()))
        .isEqualTo(room);
  }

  @Test
  void anAttemptOutlastsItsEndpointsOwnDeadline() {
    endpoints.add(endpoint("ep_slow", new EndpointLimits(null, 30, null, null)));
    publish("evt_2");
    List<Instant> leases = new ArrayList<>();

    queue.receive().stream()
        .filter(request -> endpointOf(request).equals("ep_slow"))
        .forEach(
            deliver(() -> {
              deliveries.all().stream()
                  .filter(delivery -> delivery.state() == DeliveryState.SENDING)
                  .forEach(delivery -> leases.add(delivery.dueAt()));
              return new Answered(200, Optional.empty(), Exchange.NONE);
            })
                ::attempt);

    assertThat(leases).containsExactly(clock.instant().plusSeconds(30).plus(LEASE.dividedBy(2)));
  }

  @Test
  void anEndpointsOwnNumberOfRetriesHolds() {
    endpoints.add(endpoint("ep_once", new EndpointLimits(0, null, null, null)));
    publish("evt_2");
    queue.receive().stream()
        .filter(request -> endpointOf(request).equals("ep_once"))
        .forEach(deliver(answering(500))::attempt);

    assertThat(deliveries.all())
        .filteredOn(delivery -> delivery.endpointId().equals("ep_once"))
        .extracting(Delivery::state)
        .containsExactly(DeliveryState.DEAD);
  }

  private void publish(String... eventIds) {
    Stream.of(eventIds).forEach(id -> webhooks.publish(WebhookSamples.event(id, clock.instant())));
  }

  private String endpointOf(DeliveryRequested request) {
    return deliveries.find(request.deliveryId()).orElseThrow().endpointId();
  }

  private Endpoint endpoint(String id, EndpointLimits limits) {
    Endpoint plain = WebhookSamples.endpoint(id, clock.instant());
    return Endpoint.of(
        id,
        plain.tenantId(),
        new EndpointSettings(plain.url(), EventFilter.ALL, null, null, limits),
        plain.keys(),
        clock.instant());
  }

  // What may go wrong between the steps

  @Test
  void aMessageThatComesTwiceSendsOnce() {
    DeliveryRequested request = queue.receive().getFirst();

    deliver(answering(200)).attempt(request);
    Outcome second = deliver(answering(200)).attempt(request);

    assertThat(second).isInstanceOf(Outcome.Superseded.class);
    assertThat(sent).hasSize(1);
  }

  @Test
  void aMessageOfAnEarlierAttemptSendsNothing() {
    DeliveryRequested first = queue.receive().getFirst();
    deliver(answering(500)).attempt(first);

    Outcome stale = deliver(answering(200)).attempt(first);

    assertThat(stale).isInstanceOf(Outcome.Superseded.class);
    assertThat(sent).hasSize(1);
    assertThat(deliveries.only().attempt()).isEqualTo(2);
  }

  @Test
  void aMessageOfADeliveryThatIsNotThereSendsNothing() {
    assertThat(deliver(answering(200)).attempt(new DeliveryRequested("dlv_none", 1)))
        .isInstanceOf(Outcome.Superseded.class);
  }

  @Test
  void twoWorkersAtOnceSendOnce() {
    DeliveryRequested request = queue.receive().getFirst();
    DeliverWebhook second = deliver(answering(200));

    DeliverWebhook first =
        deliver(() -> {
          assertThat(second.attempt(request)).isInstanceOf(Outcome.Superseded.class);
          return new Answered(200, Optional.empty(), Exchange.NONE);
        });
    first.attempt(request);

    assertThat(sent).hasSize(1);
    assertThat(deliveries.only().state()).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void aWorkerThatDiesWhileSendingIsNoRefusal() {
    DeliveryRequested request = queue.receive().getFirst();
    assertThatThrownBy(() ->
            deliver(
                    () -> {
                      throw new IllegalStateException("killed");
                    })
                .attempt(request))
        .hasMessage("killed");
    assertThat(deliver(answering(200)).attempt(request)).isInstanceOf(Outcome.Superseded.class);

    clock.advance(LEASE.plusSeconds(1));
    deliver(answering(200)).attempt(request);

    assertThat(sent).hasSize(2).containsOnly("evt_1");
    assertThat(deliveries.only().state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(deliveries.only().attempt()).isEqualTo(1);
  }

  @Test
  void aWorkerThatOutlivesItsLeaseChangesNothing() {
    DeliveryRequested request = queue.receive().getFirst();
    DeliverWebhook successor = deliver(answering(200));
    DeliverWebhook slow =
        deliver(() -> {
          clock.advance(LEASE.plusSeconds(1));
          successor.attempt(request);
          return new Answered(500, Optional.empty(), Exchange.NONE);
        });

    Outcome outcome = slow.attempt(request);

    assertThat(outcome).isInstanceOf(Outcome.LeaseLost.class);
    assertThat(deliveries.only().state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(queue.waiting()).isEmpty();
    assertThat(onlyAttempt().status()).isEqualTo(200);
  }

  @Test
  void aRetryWhoseMessageWasLostIsOverdueSoon() {
    attempt(answering(500));
    queue.lose();

    clock.advance(Duration.ofSeconds(6).plus(Delivery.GRACE));

    assertThat(deliveries.overdue(clock.instant())).hasSize(1);
  }

  private Outcome attempt(Supplier<SendResult> result) {
    return deliver(result).attempt(queue.receive().getFirst());
  }

  private DeliverWebhook deliver(Supplier<SendResult> result) {
    return new DeliverWebhook(
        deliveries,
        endpoints,
        webhooks.events,
        new EndpointGate(
            webhooks.circuits, webhooks.departures, endpoints, _ -> CircuitPolicy.DEFAULT),
        (_, sending) -> {
          sent.add(sending.eventId());
          return result.get();
        },
        queue,
        webhooks.departures,
        webhooks.tallies,
        new RetrySchedule(WAITS, new Random(7)),
        new Deadline(LEASE.dividedBy(2), LEASE.dividedBy(2)),
        () -> "wrk_" + workers.incrementAndGet(),
        clock);
  }

  private Attempt onlyAttempt() {
    List<Attempt> attempts = deliveries.attempts(deliveries.only().deliveryId());
    assertThat(attempts).hasSize(1);
    return attempts.getFirst();
  }

  private static Supplier<SendResult> answering(int status) {
    return () -> new Answered(status, Optional.empty(), Exchange.NONE);
  }
}
