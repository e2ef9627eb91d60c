package dev.millrace.protocol;

import dev.millrace.dispatch.core.SendError;
import dev.millrace.dispatch.core.SendResult;
import dev.millrace.event.WebhookEvent;
import dev.millrace.protocol.Moment.Fate;
import dev.millrace.protocol.Moment.Message;
import dev.millrace.sweeper.core.DueWork;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryQueue;
import dev.millrace.webhook.DeliveryRequested;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.EventStore;
import dev.millrace.webhook.Exchange;
import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.circuit.CircuitStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The world as the code sees it.
final class Ports {
  private final Life life;
  private final Setting setting;
  private final List<WebhookEvent> events;
  private Reply reply = Reply.ACCEPTS;
  private boolean asked;

  Ports(Life life, Setting setting, List<WebhookEvent> events) {
    this.life = life;
    this.setting = setting;
    this.events = events;
  }

  /// How the endpoint replies.
  enum Reply {
    ACCEPTS,
    REFUSES,
    IS_LOST
  }

  /// Says how the endpoint replies, should it be asked.
  void expect(Reply next) {
    reply = next;
    asked = false;
  }

  /// {@return whether it was asked}
  boolean asked() {
    return asked;
  }

  Clock clock() {
    return new Now();
  }

  String workerId() {
    return life.glance(World::newName);
  }

  SendResult send(WebhookEvent event) {
    return life.call(
        "sends", event.eventId(), world -> replied(world, Protocol.number(event.eventId())));
  }

  private SendResult replied(World world, int event) {
    asked = true;
    return switch (reply) {
      case ACCEPTS -> {
        world.change(event, Fate::asAccepted);
        yield new SendResult.Answered(200, Optional.empty(), Exchange.NONE);
      }
      case REFUSES -> {
        world.change(event, Fate::asRefused);
        yield new SendResult.Answered(500, Optional.empty(), Exchange.NONE);
      }
      case IS_LOST -> {
        world.change(event, fate -> fate.asAccepted().asRefused());
        yield new SendResult.Unanswered(SendError.CONNECTION_BROKEN);
      }
    };
  }

  /// {@return the request that a message is taken for}
  DeliveryRequested understood(DeliveryRequested request) {
    return setting.isBroken(Breakage.NO_ATTEMPT_NUMBER)
        ? life.glance(
            world -> world.row(request.deliveryId()).map(Delivery::request).orElse(request))
        : request;
  }

  void deleteMessage() {
    boolean _ = life.call("deletes its message", "", _ -> true);
  }

  List<DueWork> due(Instant now) {
    return life.call(
        "looks for what is due",
        "",
        world -> {
          Stream<DueWork> late =
              world
                  .rows(row -> row.overdue(now) && !setting.isBroken(Breakage.NO_DUE_TIME))
                  .stream()
                  .map(DueWork.LateDelivery::new);
          Stream<DueWork> parked =
              world.circuit().filter(circuit -> wakes(circuit, now)).stream()
                  .map(DueWork.ParkedDeliveries::new);
          return Stream.concat(late, parked).toList();
        });
  }

  static boolean wakes(Circuit circuit, Instant now) {
    return circuit.wakeAt() != null && circuit.wakeAt().isBefore(now);
  }

  private final class Now extends Clock {
    @Override
    public Instant instant() {
      return life.glance(World::now);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /// The queue.
  final class Queue implements DeliveryQueue {
    @Override
    public void send(DeliveryRequested request, String endpointId, Duration delay) {
      boolean _ =
          life.call(
              "sends a message",
              request,
              world -> world.send(new Message(request, world.now().plus(delay))));
    }
  }

  /// The outbox.
  final class Outbox implements EventStore {
    @Override
    public Optional<WebhookEvent> find(String subject, String eventId) {
      return events.stream().filter(event -> event.eventId().equals(eventId)).findFirst();
    }

    @Override
    public void settle(WebhookEvent event) {
      boolean _ =
          life.call(
              "settles",
              event.eventId(),
              world -> world.change(Protocol.number(event.eventId()), Fate::asSettled));
    }
  }

  /// A circuit is read and written in one step, since the write is tried until nobody came in
  /// between.
  final class OneCircuit implements CircuitStore {
    @Override
    public Optional<Circuit> find(String endpointId) {
      return life.call("asks for the circuit", "", World::circuit);
    }

    @Override
    public Circuit save(Circuit step) {
      return life.glance(world -> world.put(step));
    }
  }

  /// The rows.
  final class Rows implements DeliveryStore {
    @Override
    public void create(Delivery delivery) {
      boolean _ =
          life.call(
              "creates",
              delivery,
              world -> world.row(delivery.deliveryId()).isEmpty() && world.put(delivery));
    }

    @Override
    public Optional<Delivery> find(String deliveryId) {
      return life.call("reads the row", "", world -> world.row(deliveryId));
    }

    @Override
    public boolean save(Delivery step) {
      return life.call("writes", step, world -> written(world, step));
    }

    @Override
    public boolean save(Delivery step, Attempt attempt) {
      return save(step);
    }

    @Override
    public List<Delivery> parked(String endpointId, int most) {
      return life.call(
          "looks for parked deliveries",
          "",
          world -> world.rows(row -> row.parked() != null).stream().limit(most).toList());
    }

    @Override
    public List<Attempt> attempts(String deliveryId) {
      return List.of();
    }

    @Override
    public List<Delivery> ofEndpoint(String endpointId, Page page) {
      return List.of();
    }

    private boolean written(World world, Delivery step) {
      Delivery standing = world.row(step.deliveryId()).orElseThrow();
      if (standing.version() != step.version() - 1 && !setting.isBroken(Breakage.NO_VERSION)) {
        return false;
      }
      boolean claim = step.state() == DeliveryState.SENDING;
      if (claim && step.nextAt().isAfter(world.now())) {
        world.change(Protocol.number(step.eventId()), Fate::asHasty);
      }
      if (claim && setting.isBroken(Breakage.NO_CLAIM)) {
        return world.put(standing.requestedAgain(world.now()));
      }
      if (claim && setting.isBroken(Breakage.RECORDED_FIRST)) {
        Attempt made = new Attempt(step.attempt(), world.now(), 0, 200, null, Exchange.NONE);
        return world.put(standing.delivered(made));
      }
      return world.put(step);
    }
  }
}
