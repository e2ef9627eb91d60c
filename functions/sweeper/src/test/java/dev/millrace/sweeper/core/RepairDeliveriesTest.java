package dev.millrace.sweeper.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.MemoryDeliveries;
import dev.millrace.testing.MemoryDeliveryQueue;
import dev.millrace.testing.MemoryDeliveryQueue.Message;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepairDeliveriesTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryDeliveries deliveries = new MemoryDeliveries();
  private final MemoryDeliveryQueue queue = new MemoryDeliveryQueue(clock);
  private final RepairDeliveries repair =
      new RepairDeliveries(deliveries::overdue, deliveries, queue, clock);

  @Test
  void aDeliveryWhoseMessageWasLostIsAskedForAgain() {
    Delivery delivery = create();
    clock.advance(Delivery.GRACE.plusSeconds(1));

    assertThat(repair.round()).containsExactly(Repaired.DELIVERY_REQUESTED);

    assertThat(queue.receive()).containsExactly(delivery.request());
    assertThat(repair.round()).isEmpty();
  }

  @Test
  void aDeliveryWhoseWorkerDiedIsPendingAgainWithTheSameAttempt() {
    Delivery claimed = create().claimed("wrk_1", clock.instant().plusSeconds(30));
    deliveries.save(claimed);
    clock.advance(Duration.ofSeconds(30));
    assertThat(repair.round()).isEmpty();
    clock.advance(Duration.ofSeconds(1));

    assertThat(repair.round()).containsExactly(Repaired.DELIVERY_REQUESTED);

    assertThat(deliveries.only().state()).isEqualTo(DeliveryState.PENDING);
    assertThat(deliveries.only().attempt()).isEqualTo(1);
    assertThat(deliveries.save(claimed.delivered())).isFalse();
  }

  @Test
  void aLongWaitIsAskedForWhenItsTimeComesAndNotEarlier() {
    Instant now = clock.instant();
    Instant next = now.plus(Duration.ofHours(2));
    Delivery claimed = create().claimed("wrk_1", now.plusSeconds(30));
    deliveries.save(claimed);
    deliveries.save(claimed.retriedAt(next, now));
    clock.advance(Duration.ofMinutes(118));
    assertThat(repair.round()).isEmpty();

    clock.advance(Duration.ofSeconds(61));

    assertThat(repair.round()).containsExactly(Repaired.DELIVERY_REQUESTED);
    assertThat(queue.waiting()).singleElement().extracting(Message::visibleAt).isEqualTo(next);
    assertThat(deliveries.only().attempt()).isEqualTo(2);
    clock.advance(Duration.ofMinutes(1));
    assertThat(repair.round()).isEmpty();
  }

  @Test
  void aSecondSweeperThatSawTheSameDoesNothing() {
    create();
    clock.advance(Delivery.GRACE.plusSeconds(1));
    List<Delivery> seen = deliveries.overdue(clock.instant());
    repair.round();

    RepairDeliveries second = new RepairDeliveries(_ -> seen, deliveries, queue, clock);

    assertThat(second.round()).isEmpty();
    assertThat(queue.waiting()).hasSize(1);
  }

  @Test
  void whatAnIndexShowsThatLagsBehindIsLeftAlone() {
    Delivery delivery = create();

    assertThat(new RepairDeliveries(_ -> List.of(delivery), deliveries, queue, clock).round())
        .isEmpty();
  }

  private Delivery create() {
    Delivery delivery =
        Delivery.of(WebhookSamples.event("evt_1", clock.instant()), "ep_1", clock.instant());
    deliveries.create(delivery);
    return delivery;
  }
}
