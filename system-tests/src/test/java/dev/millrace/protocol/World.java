package dev.millrace.protocol;

import dev.millrace.dispatch.core.Deadline;
import dev.millrace.dispatch.core.DeliverWebhook;
import dev.millrace.dispatch.core.EndpointGate;
import dev.millrace.dispatch.core.RetrySchedule;
import dev.millrace.dispatch.core.SendResult;
import dev.millrace.event.WebhookEvent;
import dev.millrace.protocol.Faults.Died;
import dev.millrace.sweeper.core.AdvanceReplay;
import dev.millrace.sweeper.core.DueWork;
import dev.millrace.sweeper.core.RepairDeliveries;
import dev.millrace.testing.MemoryDeliveries;
import dev.millrace.testing.MemoryDeliveryQueue;
import dev.millrace.testing.MemoryEvents;
import dev.millrace.testing.MemoryWebhooks;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Circuit;
import dev.millrace.webhook.CircuitPolicy;
import dev.millrace.webhook.CircuitStore;
import dev.millrace.webhook.Circuits;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryQueue;
import dev.millrace.webhook.DeliveryRequested;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.Departures;
import dev.millrace.webhook.EventStore;
import dev.millrace.webhook.Exchange;
import dev.millrace.webhook.FanOut;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

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
  private final MemoryWebhooks memory = new MemoryWebhooks(clock);
  private final MemoryDeliveries rows = memory.deliveries;
  private final MemoryDeliveryQueue messages = memory.queue;
  private final MemoryEvents outbox = memory.events;
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
    Circuits circuits = new Circuits(new MortalCircuits());
    Departures departures = new Departures(deliveries, queue, circuits, clock);
    memory.endpoints.add(WebhookSamples.endpoint("ep_1", clock.instant()));
    outbox.add(event);
    fanOut = new FanOut(memory.endpoints, deliveries, departures, events, clock);
    deliverWebhook =
        new DeliverWebhook(
            deliveries,
            memory.endpoints,
            events,
            new EndpointGate(circuits, departures, memory.endpoints, _ -> CircuitPolicy.DEFAULT),
            (_, _) -> faults.call(this::post),
            queue,
            departures,
            memory.tallies,
            new RetrySchedule(WAITS, new Random(7)),
            new Deadline(LEASE.dividedBy(2), LEASE.dividedBy(2)),
            () -> "wrk_" + ++workers,
            clock);
    repairDeliveries =
        new RepairDeliveries(
            this::due,
            departures,
            circuits,
            new AdvanceReplay(memory.replays, deliveries, departures, clock),
            clock);
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

  private List<DueWork> due(Instant now) {
    Stream<DueWork> late = rows.overdue(now).stream().map(DueWork.LateDelivery::new);
    Stream<DueWork> parked =
        memory.circuitStore.overdue(now).stream().map(DueWork.ParkedDeliveries::new);
    return Stream.concat(late, parked).toList();
  }

  private SendResult post() {
    posts++;
    boolean accepts = posts > refusals;
    accepted += accepts ? 1 : 0;
    return new SendResult.Answered(accepts ? 200 : 500, Optional.empty(), Exchange.NONE);
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

    @Override
    public List<Delivery> parked(String endpointId, int most) {
      return rows.parked(endpointId, most);
    }

    @Override
    public List<Attempt> attempts(String deliveryId) {
      return rows.attempts(deliveryId);
    }

    @Override
    public List<Delivery> ofEndpoint(String endpointId, Page page) {
      return rows.ofEndpoint(endpointId, page);
    }
  }

  private final class MortalCircuits implements CircuitStore {
    @Override
    public Optional<Circuit> find(String endpointId) {
      return memory.circuitStore.find(endpointId);
    }

    @Override
    public boolean save(Circuit step) {
      return faults.call(() -> memory.circuitStore.save(step));
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
