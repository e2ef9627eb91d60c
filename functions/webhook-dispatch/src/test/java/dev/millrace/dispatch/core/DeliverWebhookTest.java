package dev.millrace.dispatch.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.dispatch.core.SendResult.Answered;
import dev.millrace.dispatch.core.SendResult.Unanswered;
import dev.millrace.event.WebhookEvent;
import dev.millrace.testing.MemoryDeliveries;
import dev.millrace.testing.MemoryDeliveryQueue;
import dev.millrace.testing.MemoryEndpoints;
import dev.millrace.testing.MemoryEvents;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryRequested;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.FanOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliverWebhookTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final List<Duration> WAITS = List.of(Duration.ofSeconds(5), Duration.ofHours(2));

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryEndpoints endpoints = new MemoryEndpoints();
  private final MemoryDeliveries deliveries = new MemoryDeliveries();
  private final MemoryDeliveryQueue queue = new MemoryDeliveryQueue(clock);
  private final MemoryEvents events = new MemoryEvents();
  private final Endpoint endpoint = WebhookSamples.endpoint("ep_1", clock.instant());
  private final WebhookEvent event = WebhookSamples.event("evt_1", clock.instant());
  private final List<String> sent = new ArrayList<>();
  private final AtomicInteger workers = new AtomicInteger();

  @BeforeEach
  void publish() {
    endpoints.add(endpoint);
    events.add(event);
    new FanOut(endpoints, deliveries, queue, events, clock).publish(event);
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
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void aBusyEndpointIsGivenTheTimeItAsksFor(int status) {
    attempt(() -> new Answered(status, "", Optional.of(Duration.ofMinutes(3))));

    assertThat(deliveries.only().nextAt()).isEqualTo(clock.instant().plusSeconds(180));
  }

  @Test
  void whatAnotherRefusalAsksForIsNotHeard() {
    attempt(() -> new Answered(500, "", Optional.of(Duration.ofMinutes(3))));

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
    endpoints.disable(endpoint.tenantId(), "ep_1", "gone");

    attempt(answering(200));

    assertThat(sent).isEmpty();
    assertThat(onlyAttempt().error()).isEqualTo("endpoint_disabled");
  }

  @Test
  void anEventThatIsNotKeptAnyMoreCannotBeSent() {
    events.remove("evt_1");

    attempt(answering(200));

    assertThat(deliveries.only().state()).isEqualTo(DeliveryState.DEAD);
    assertThat(onlyAttempt().error()).isEqualTo("event_gone");
  }

  @Test
  void theAttemptIsKeptWithTheBeginningOfTheAnswer() {
    attempt(() -> {
      clock.advance(Duration.ofMillis(182));
      return new Answered(503, "busy", Optional.empty());
    });

    assertThat(onlyAttempt())
        .isEqualTo(new Attempt(1, clock.instant().minusMillis(182), 182, 503, null, "busy"));
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
          return new Answered(200, "", Optional.empty());
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
          return new Answered(500, "", Optional.empty());
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
        events,
        (_, sending) -> {
          sent.add(sending.eventId());
          return result.get();
        },
        queue,
        new RetrySchedule(WAITS, new Random(7)),
        LEASE,
        () -> "wrk_" + workers.incrementAndGet(),
        clock);
  }

  private Attempt onlyAttempt() {
    List<Attempt> attempts = deliveries.attempts(deliveries.only().deliveryId());
    assertThat(attempts).hasSize(1);
    return attempts.getFirst();
  }

  private static Supplier<SendResult> answering(int status) {
    return () -> new Answered(status, "", Optional.empty());
  }
}
