package dev.millrace.sweeper.core;

import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryQueue;
import dev.millrace.webhook.DeliveryStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Asks for attempts that no message asks for: their wait was longer than a message can wait, or
/// their message was lost, or their worker died.
public final class RepairDeliveries implements Repair {
  private final DueItems<Delivery> due;
  private final DeliveryStore deliveries;
  private final DeliveryQueue queue;
  private final Clock clock;

  public RepairDeliveries(
      DueItems<Delivery> due, DeliveryStore deliveries, DeliveryQueue queue, Clock clock) {
    this.due = due;
    this.deliveries = deliveries;
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public List<Repaired> round() {
    Instant now = clock.instant();
    return Repair.each(due.before(now), delivery -> repair(delivery, now));
  }

  private Optional<Repaired> repair(Delivery delivery, Instant now) {
    if (!delivery.overdue(now)) {
      return Optional.empty();
    }
    Delivery requested = delivery.requestedAgain(now);
    if (!deliveries.save(requested)) {
      return Optional.empty();
    }
    queue.send(requested, now);
    return Optional.of(Repaired.DELIVERY_REQUESTED);
  }
}
