package dev.millrace.protocol;

import dev.millrace.dispatch.core.DeliverWebhook;
import dev.millrace.dispatch.core.RetrySchedule;
import dev.millrace.dispatch.core.SendResult;
import dev.millrace.event.WebhookEvent;
import dev.millrace.protocol.Faults.Died;
import dev.millrace.sweeper.core.RepairDeliveries;
import dev.millrace.testing.MemoryDeliveries;
import dev.millrace.testing.MemoryDeliveryQueue;
import dev.millrace.testing.MemoryEndpoints;
import dev.millrace.testing.MemoryEvents;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryQueue;
import dev.millrace.webhook.DeliveryRequested;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.EventStore;
import dev.millrace.webhook.FanOut;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// One event on its way to one endpoint, with relay, queue, dispatch, sweeper and a clock that
/// moves. Every call that changes anything may be somebody's last.
final class World {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofSeconds(31);
  private static final Duration RELAY_GRACE = Duration.ofMinutes(1);
  private static final List<Duration> WAITS = List.of(Duration.ofSeconds(5), Duration.ofHours(1));
  private static final int MAX_STEPS = 600;

  private final Faults faults;
  private final int refusals;
  private final boolean everyMessageTwice;
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryEndpoints endpoints = new MemoryEndpoints();
  private final MemoryDeliveries rows = new MemoryDeliveries();
  private final MemoryDeliveryQueue messages = new MemoryDeliveryQueue(clock);
  private final MemoryEvents outbox = new MemoryEvents();
  private final WebhookEvent event = WebhookSamples.event("evt_1", clock.instant());
  private final FanOut fanOut;
  private final DeliverWebhook deliverWebhook;
  private final RepairDeliveries repairDeliveries;
  private int workers;
  private int posts;
  private int accepted;

  /// @param refusals how often the endpoint refuses before it accepts
  World(Faults faults, int refusals, boolean everyMessageTwice) {
    this.faults = faults;
    this.refusals = refusals;
    this.everyMessageTwice = everyMessageTwice;
    DeliveryStore deliveries = new MortalDeliveries();
    DeliveryQueue queue =
        (request, group, delay) -> faults.run(() -> messages.send(request, group, delay));
    EventStore events = new MortalEvents();
    endpoints.add(WebhookSamples.endpoint("ep_1", clock.instant()));
    outbox.add(event);
    fanOut = new FanOut(endpoints, deliveries, queue, events, clock);
    deliverWebhook =
        new DeliverWebhook(
            deliveries,
            endpoints,
            events,
            (_, sent) -> faults.call(() -> post(sent)),
            queue,
            new RetrySchedule(WAITS, new Random(7)),
            LEASE,
            () -> "wrk_" + ++workers,
            clock);
    repairDeliveries = new RepairDeliveries(rows::overdue, deliveries, queue, clock);
  }

  /// Runs until the delivery has ended, however often somebody dies.
  World run() {
    mortal(() -> fanOut.publish(event));
    for (int step = 0; step < MAX_STEPS && !ended(); step++) {
      messages.receive().forEach(this::attempt);
      clock.advance(STEP);
      sweep();
    }
    return this;
  }

  /// {@return the delivery, if there is one}
  Optional<Delivery> delivery() {
    return rows.all().stream().findFirst();
  }

  /// {@return how often the endpoint accepted the event}
  int accepted() {
    return accepted;
  }

  List<Attempt> attempts() {
    return rows.attempts(rows.only().deliveryId());
  }

  private boolean ended() {
    return outbox.unsettled().isEmpty() && rows.all().stream().allMatch(d -> d.state().terminal());
  }

  private void attempt(DeliveryRequested request) {
    for (int times = 0; times < (everyMessageTwice ? 2 : 1); times++) {
      mortal(() -> deliverWebhook.attempt(request));
    }
  }

  private void sweep() {
    boolean relayIsOverdue = clock.instant().isAfter(event.timestamp().plus(RELAY_GRACE));
    if (relayIsOverdue) {
      outbox.unsettled().forEach(unsettled -> mortal(() -> fanOut.publish(unsettled)));
    }
    mortal(repairDeliveries::round);
  }

  private SendResult post(WebhookEvent sent) {
    posts++;
    boolean accepts = posts > refusals;
    accepted += accepts ? 1 : 0;
    return new SendResult.Answered(accepts ? 200 : 500, sent.eventId(), Optional.empty());
  }

  /// Whatever was not done when somebody died is not done. A message that was being worked on is
  /// lost too, as if SQS had moved it away: the rows alone must be enough.
  private static void mortal(Runnable life) {
    try {
      life.run();
    } catch (Died e) {
      System.getLogger(World.class.getName()).log(System.Logger.Level.TRACE, "died", e);
    }
  }

  private final class MortalDeliveries implements DeliveryStore {
    @Override
    public void create(Delivery delivery) {
      faults.run(() -> rows.create(delivery));
    }

    @Override
    public Optional<Delivery> find(String deliveryId) {
      return rows.find(deliveryId);
    }

    @Override
    public boolean save(Delivery step) {
      return faults.call(() -> rows.save(step));
    }

    @Override
    public boolean save(Delivery step, Attempt attempt) {
      return faults.call(() -> rows.save(step, attempt));
    }
  }

  private final class MortalEvents implements EventStore {
    @Override
    public Optional<WebhookEvent> find(String subject, String eventId) {
      return outbox.find(subject, eventId);
    }

    @Override
    public void settle(WebhookEvent settled) {
      faults.run(() -> outbox.settle(settled));
    }
  }
}
