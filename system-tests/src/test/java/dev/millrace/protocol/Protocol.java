package dev.millrace.protocol;

import dev.millrace.dispatch.core.Deadline;
import dev.millrace.dispatch.core.DeliverWebhook;
import dev.millrace.dispatch.core.EndpointGate;
import dev.millrace.dispatch.core.RetrySchedule;
import dev.millrace.event.WebhookEvent;
import dev.millrace.protocol.Actor.Task;
import dev.millrace.protocol.Actor.Task.Attempting;
import dev.millrace.protocol.Actor.Task.Relaying;
import dev.millrace.protocol.Actor.Task.Sweeping;
import dev.millrace.protocol.Moment.Fate;
import dev.millrace.protocol.Moment.Message;
import dev.millrace.protocol.Ports.Reply;
import dev.millrace.protocol.Setting.Fault;
import dev.millrace.sweeper.core.AdvanceReplay;
import dev.millrace.sweeper.core.RepairDeliveries;
import dev.millrace.testing.MemoryEndpoints;
import dev.millrace.testing.MemoryReplays;
import dev.millrace.testing.MemoryTallies;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.Departures;
import dev.millrace.webhook.EventStore;
import dev.millrace.webhook.FanOut;
import dev.millrace.webhook.circuit.Circuits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The delivery protocol: the code that relay, webhook-dispatch and sweeper run, and everything
/// that may happen next in a world with events for one endpoint.
final class Protocol {
  private static final int MAX_WORKERS = 2;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration TICK = Duration.ofMillis(1);
  private static final String ENDPOINT = "ep_1";
  private static final String EVENT = "evt_";

  /// One wait that a message can take, and one that it cannot.
  private static final List<Duration> WAITS = List.of(Duration.ofSeconds(5), Duration.ofHours(1));

  /// How many attempts there are, as long as each is refused.
  static final int MAX_ATTEMPTS = WAITS.size() + 1;

  private static final RandomGenerator NO_JITTER = () -> Long.MIN_VALUE;

  private final Setting setting;
  private final List<WebhookEvent> events;
  private final Life life;
  private final Ports ports;
  private final EventStore outbox;
  private final FanOut fanOut;
  private final DeliverWebhook deliverWebhook;
  private final RepairDeliveries repairDeliveries;

  Protocol(Setting setting) {
    this.setting = setting;
    this.events =
        IntStream.range(0, setting.events())
            .mapToObj(number -> WebhookSamples.event(EVENT + number, START))
            .toList();
    this.life = new Life(start());
    this.ports = new Ports(life, setting, events);
    this.outbox = ports.new Outbox();
    MemoryEndpoints endpoints = new MemoryEndpoints();
    endpoints.add(WebhookSamples.endpoint(ENDPOINT, START));
    DeliveryStore rows = ports.new Rows();
    Ports.Queue queue = ports.new Queue();
    Circuits circuits = new Circuits(ports.new OneCircuit());
    Departures departures = new Departures(rows, queue, circuits, ports.clock());
    fanOut = new FanOut(endpoints, rows, departures, outbox, ports.clock());
    deliverWebhook =
        new DeliverWebhook(
            rows,
            endpoints,
            outbox,
            new EndpointGate(circuits, departures, endpoints, _ -> setting.policy()),
            (_, event) -> ports.send(event),
            queue,
            departures,
            new MemoryTallies(),
            new RetrySchedule(WAITS, NO_JITTER),
            new Deadline(LEASE.dividedBy(2), LEASE.dividedBy(2)),
            ports::workerId,
            ports.clock());
    repairDeliveries =
        new RepairDeliveries(
            ports::due,
            departures,
            circuits,
            new AdvanceReplay(new MemoryReplays(), rows, departures, ports.clock()),
            ports.clock());
  }

  /// {@return the number of an event, from 0}
  static int number(String eventId) {
    return Integer.parseInt(eventId.substring(EVENT.length()));
  }

  /// {@return the moment at which the events have been written with what they tell of}
  Moment start() {
    return new Moment(
        START,
        List.of(),
        null,
        Collections.nCopies(setting.events(), Fate.NEW),
        List.of(),
        List.of(),
        setting.faults(),
        0);
  }

  /// {@return every step that may come next}
  List<Step> next(Moment moment) {
    List<Step> steps = new ArrayList<>();
    moment.actors().forEach(actor -> act(moment, actor, steps));
    begin(moment, steps);
    boolean idle = steps.isEmpty();
    if (!idle && may(Fault.DEATH, moment)) {
      moment.actors().forEach(actor -> die(moment, actor, steps));
    }
    pass(moment, idle, steps);
    return steps;
  }

  private boolean may(Fault fault, Moment moment) {
    return moment.faultsLeft() > 0 && setting.kinds().contains(fault);
  }

  // Somebody goes on

  private void act(Moment moment, Actor actor, List<Step> steps) {
    steps.add(step(moment, actor, Reply.ACCEPTS));
    if (ports.asked()) {
      if (refusable(moment, actor)) {
        steps.add(step(moment, actor, Reply.REFUSES));
      }
      if (may(Fault.LOST_ANSWER, moment)) {
        steps.add(step(moment.after(Fault.LOST_ANSWER), actor, Reply.IS_LOST));
      }
    }
  }

  private Step step(Moment moment, Actor actor, Reply reply) {
    ports.expect(reply);
    return life.step(moment, actor, () -> run(actor.task()));
  }

  private boolean refusable(Moment moment, Actor actor) {
    return actor.task() instanceof Attempting(Message message)
        && moment
            .row(message.request().deliveryId())
            .map(row -> moment.fates().get(number(row.eventId())))
            .filter(fate -> fate.refused() < setting.refusals())
            .isPresent();
  }

  private void run(Task task) {
    switch (task) {
      case Relaying(int number) -> {
        WebhookEvent event = events.get(number);
        if (setting.isBroken(Breakage.SETTLED_FIRST)) {
          outbox.settle(event);
        }
        int _ = fanOut.publish(event);
      }
      case Attempting(Message message) -> {
        var _ = deliverWebhook.attempt(ports.understood(message.request()));
        ports.deleteMessage();
      }
      case Sweeping() -> {
        var _ = repairDeliveries.round();
      }
    }
  }

  // Somebody begins

  private void begin(Moment moment, List<Step> steps) {
    relay(moment, steps);
    receive(moment, steps);
    if (!setting.isBroken(Breakage.NO_SWEEPER)
        && isAnythingDue(moment)
        && !moment.anybody(actor -> actor.task() instanceof Sweeping)) {
      steps.add(begun(moment, new Sweeping()));
    }
  }

  /// The stream shows an event until it is relayed, and so does the sweeper; both at once only if
  /// the stream takes its time.
  private void relay(Moment moment, List<Step> steps) {
    for (int event = 0; event < events.size(); event++) {
      Relaying task = new Relaying(event);
      boolean busy = moment.anybody(actor -> actor.task().equals(task));
      if (!moment.fates().get(event).settled() && (!busy || may(Fault.DELAY, moment))) {
        steps.add(begun(busy ? moment.after(Fault.DELAY) : moment, task));
      }
    }
  }

  private void receive(Moment moment, List<Step> steps) {
    long working = moment.actors().stream().filter(a -> a.task() instanceof Attempting).count();
    if (working == MAX_WORKERS) {
      return;
    }
    moment.messages().stream()
        .filter(message -> !message.visibleAt().isAfter(moment.now()))
        .distinct()
        .forEach(message -> {
          Task task = new Attempting(message);
          steps.add(begun(moment.without(message), task));
          if (may(Fault.COPY, moment)) {
            steps.add(begun(moment.after(Fault.COPY), task));
          }
        });
  }

  private boolean isAnythingDue(Moment moment) {
    return moment.rows().stream().anyMatch(row -> row.overdue(moment.now()))
        || (moment.circuit() != null && Ports.wakes(moment.circuit(), moment.now()));
  }

  /// Whoever begins makes their first call at once: it only reads.
  private Step begun(Moment moment, Task task) {
    Actor newcomer = new Actor(task);
    return step(moment.joinedBy(newcomer), newcomer, Reply.ACCEPTS);
  }

  // Somebody ends, or time passes

  private static void die(Moment moment, Actor actor, List<Step> steps) {
    Moment dead = moment.after(Fault.DEATH).without(actor);
    steps.add(new Step(dead, actor.task(), "DIES", ""));
    if (actor.task() instanceof Attempting(Message message)) {
      steps.add(new Step(dead.with(message), actor.task(), "DIES, its message comes again", ""));
    }
  }

  private void pass(Moment moment, boolean idle, List<Step> steps) {
    TreeSet<Instant> later = new TreeSet<>();
    Stream.concat(
            Stream.concat(
                moment.rows().stream().map(Delivery::dueAt),
                moment.messages().stream().map(Message::visibleAt)),
            Stream.ofNullable(moment.circuit())
                .flatMap(c ->
                    Stream.concat(
                        c.inFlight().values().stream(), Stream.of(c.openUntil(), c.wakeAt()))))
        .filter(Objects::nonNull)
        .filter(time -> !time.isBefore(moment.now()))
        .forEach(later::add);
    if (idle && !later.isEmpty()) {
      steps.add(passed(moment, later.first()));
    } else if (!idle && may(Fault.DELAY, moment)) {
      later.forEach(time -> steps.add(passed(moment.after(Fault.DELAY), time)));
    }
  }

  private static Step passed(Moment moment, Instant time) {
    return new Step(moment.at(time.plus(TICK)), "time", "passes", "");
  }
}
