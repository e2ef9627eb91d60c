package dev.millrace.sweeper.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.MemoryDeliveryQueue.Message;
import dev.millrace.testing.MemoryWebhooks;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.Replay;
import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.circuit.CircuitPolicy;
import dev.millrace.webhook.circuit.Parking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RepairDeliveriesTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryWebhooks webhooks = new MemoryWebhooks(clock);
  private final RepairDeliveries repair = repair(this::due);

  @Test
  void aDeliveryWhoseMessageWasLostIsAskedForAgain() {
    Delivery delivery = create();
    clock.advance(Delivery.GRACE.plusSeconds(1));

    assertThat(repair.round()).containsExactly(Repaired.DELIVERY_REQUESTED);

    assertThat(webhooks.queue.receive()).containsExactly(delivery.request());
    assertThat(repair.round()).isEmpty();
  }

  @Test
  void aDeliveryWhoseWorkerDiedIsPendingAgainWithTheSameAttempt() {
    Delivery claimed = create().claimed("wrk_1", clock.instant().plusSeconds(30));
    webhooks.deliveries.save(claimed);
    clock.advance(Duration.ofSeconds(30));
    assertThat(repair.round()).isEmpty();
    clock.advance(Duration.ofSeconds(1));

    assertThat(repair.round()).containsExactly(Repaired.DELIVERY_REQUESTED);

    assertThat(webhooks.deliveries.only().state()).isEqualTo(DeliveryState.PENDING);
    assertThat(webhooks.deliveries.only().attempt()).isEqualTo(1);
    assertThat(webhooks.deliveries.save(claimed.delivered(accepted()))).isFalse();
  }

  @Test
  void aLongWaitIsAskedForWhenItsTimeComesAndNotEarlier() {
    Instant now = clock.instant();
    Instant next = now.plus(Duration.ofHours(2));
    Delivery claimed = create().claimed("wrk_1", now.plusSeconds(30));
    webhooks.deliveries.save(claimed);
    webhooks.deliveries.save(claimed.retriedAt(refused(), next, now));
    clock.advance(Duration.ofMinutes(118));
    assertThat(repair.round()).isEmpty();

    clock.advance(Duration.ofSeconds(61));

    assertThat(repair.round()).containsExactly(Repaired.DELIVERY_REQUESTED);
    assertThat(webhooks.queue.waiting())
        .singleElement()
        .extracting(Message::visibleAt)
        .isEqualTo(next);
    assertThat(webhooks.deliveries.only().attempt()).isEqualTo(2);
    clock.advance(Duration.ofMinutes(1));
    assertThat(repair.round()).isEmpty();
  }

  @Test
  void aSecondSweeperThatSawTheSameDoesNothing() {
    create();
    clock.advance(Delivery.GRACE.plusSeconds(1));
    List<DueWork> seen = due(clock.instant());
    repair.round();

    RepairDeliveries second = repair(_ -> seen);

    assertThat(second.round()).isEmpty();
    assertThat(webhooks.queue.waiting()).hasSize(1);
  }

  @Test
  void whatAnIndexShowsThatLagsBehindIsLeftAlone() {
    Delivery delivery = create();

    assertThat(repair(_ -> List.of(new DueWork.LateDelivery(delivery))).round()).isEmpty();
  }

  @Test
  void parkedDeliveriesAreAskedForWhenTheirEndpointCanTakeThem() {
    Instant now = clock.instant();
    Circuit open =
        webhooks.circuits.change(
            WebhookSamples.TENANT,
            "ep_1",
            circuit ->
                circuit.failed("wrk", false, Duration.ofMinutes(5), CircuitPolicy.DEFAULT, now));
    Delivery delivery = Delivery.of(WebhookSamples.event("evt_1", now), "ep_1", now);
    webhooks.departures.begin(delivery);
    assertThat(webhooks.deliveries.only().parked()).isEqualTo(Parking.CIRCUIT_OPEN);
    assertThat(webhooks.queue.waiting()).isEmpty();

    clock.advance(Duration.ofMinutes(4));
    assertThat(repair.round()).isEmpty();
    assertThat(webhooks.queue.waiting()).isEmpty();

    clock.advance(Duration.ofSeconds(61));
    assertThat(open.state(clock.instant())).isEqualTo(Circuit.State.HALF_OPEN);
    assertThat(repair.round()).containsExactly(Repaired.DELIVERY_REQUESTED);
    assertThat(webhooks.queue.receive()).containsExactly(delivery.request());
    assertThat(webhooks.deliveries.only().parked()).isNull();
  }

  @Test
  void nobodyLooksAnyMoreWhereNothingIsParked() {
    webhooks.circuits.change(
        WebhookSamples.TENANT, "ep_1", circuit -> circuit.waking(clock.instant()));
    clock.advance(Duration.ofSeconds(1));

    assertThat(repair.round()).isEmpty();

    assertThat(webhooks.circuits.find(WebhookSamples.TENANT, "ep_1").wakeAt()).isNull();
  }

  @Test
  void aParkedDeliveryThatWasOverlookedStaysParkedWithoutAMessage() {
    Instant now = clock.instant();
    webhooks.circuits.change(
        WebhookSamples.TENANT,
        "ep_1",
        circuit -> circuit.failed("wrk", false, Duration.ofHours(1), CircuitPolicy.DEFAULT, now));
    webhooks.departures.begin(Delivery.of(WebhookSamples.event("evt_1", now), "ep_1", now));
    Instant due = webhooks.deliveries.only().dueAt();
    clock.advance(Delivery.PARKED_GRACE.plus(Duration.ofMinutes(46)));

    repair(_ -> List.of(new DueWork.LateDelivery(webhooks.deliveries.only().requestedAgain(now))))
        .round();

    assertThat(webhooks.queue.waiting()).isEmpty();
    assertThat(due).isNotNull();
  }

  // Replays

  @Test
  void aReplayAsksForWhatItWantsPageByPageAndTellsHowFarItIs() {
    webhooks.endpoints.add(WebhookSamples.endpoint("ep_1", clock.instant()));
    int count = 250;
    Instant start = clock.instant();
    for (int i = 0; i < count; i++) {
      clock.advance(Duration.ofSeconds(1));
      ended("evt_" + i, i % 5 == 0);
    }
    Replay replay = replay(start, clock.instant().plusSeconds(1));
    webhooks.replays.create(replay);

    assertThat(repair.round()).containsExactly(Repaired.REPLAY_ADVANCED);
    Replay first = webhooks.replays.find(WebhookSamples.TENANT, replay.id()).orElseThrow();
    assertThat(first.examined()).isEqualTo(100);
    assertThat(first.requested()).isEqualTo(20);
    while (!repair.round().isEmpty()) {
      clock.advance(Duration.ofMillis(1));
    }

    Replay last = webhooks.replays.find(WebhookSamples.TENANT, replay.id()).orElseThrow();
    assertThat(last.endedAt()).isNotNull();
    assertThat(last.examined()).isEqualTo(count);
    assertThat(last.requested()).isEqualTo(50);
    assertThat(webhooks.queue.waiting()).hasSize(50);
    assertThat(webhooks.deliveries.all())
        .filteredOn(delivery -> replay.id().equals(delivery.replayId()))
        .hasSize(50)
        .allSatisfy(delivery -> {
          assertThat(delivery.attempt()).isEqualTo(2);
          assertThat(delivery.attemptOfRound()).isEqualTo(1);
        });
  }

  @Test
  void aReplayWhoseWorkerDiedAsksForNothingTwice() {
    ended("evt_1", true);
    Replay replay = replay(clock.instant(), clock.instant().plusSeconds(1));
    webhooks.replays.create(replay);
    AdvanceReplay advance = advance();
    assertThat(advance.advance(replay)).isTrue();
    webhooks.queue.lose();

    assertThat(advance.advance(replay)).isFalse();

    assertThat(webhooks.queue.waiting()).isEmpty();
    assertThat(webhooks.deliveries.only().attempt()).isEqualTo(2);
  }

  private static Replay replay(Instant from, Instant to) {
    return new Replay(
        "rpl_1",
        WebhookSamples.TENANT,
        "ep_1",
        from,
        to,
        Set.of(DeliveryState.DEAD),
        null,
        0,
        0,
        to,
        null,
        1);
  }

  private void ended(String eventId, boolean dead) {
    Delivery delivery =
        Delivery.of(WebhookSamples.event(eventId, clock.instant()), "ep_1", clock.instant());
    webhooks.deliveries.create(delivery);
    webhooks.deliveries.save(dead ? delivery.dead(refused()) : delivery.delivered(accepted()));
  }

  private Attempt accepted() {
    return MemoryWebhooks.attempt(1, clock, 200, null);
  }

  private Attempt refused() {
    return MemoryWebhooks.attempt(1, clock, 500, null);
  }

  private List<DueWork> due(Instant now) {
    Stream<DueWork> late = webhooks.deliveries.overdue(now).stream().map(DueWork.LateDelivery::new);
    Stream<DueWork> parked =
        webhooks.circuitStore.overdue(now).stream().map(DueWork.ParkedDeliveries::new);
    Stream<DueWork> open = webhooks.replays.open().stream().map(DueWork.OpenReplay::new);
    return Stream.of(late, parked, open).flatMap(works -> works).toList();
  }

  private RepairDeliveries repair(DueItems<DueWork> due) {
    return new RepairDeliveries(due, webhooks.departures, webhooks.circuits, advance(), clock);
  }

  private AdvanceReplay advance() {
    return new AdvanceReplay(webhooks.replays, webhooks.deliveries, webhooks.departures, clock);
  }

  private Delivery create() {
    Delivery delivery =
        Delivery.of(WebhookSamples.event("evt_1", clock.instant()), "ep_1", clock.instant());
    webhooks.deliveries.create(delivery);
    return delivery;
  }
}
