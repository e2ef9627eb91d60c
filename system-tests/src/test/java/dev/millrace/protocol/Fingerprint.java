package dev.millrace.protocol;

import dev.millrace.dispatch.core.SendResult;
import dev.millrace.protocol.Actor.Task;
import dev.millrace.protocol.Actor.Task.Attempting;
import dev.millrace.protocol.Actor.Task.Relaying;
import dev.millrace.protocol.Actor.Task.Sweeping;
import dev.millrace.protocol.Moment.Fate;
import dev.millrace.protocol.Moment.Message;
import dev.millrace.sweeper.core.DueWork;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryRequested;
import dev.millrace.webhook.circuit.Circuit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells moments apart by 64 bits. Moments from which the same must follow have the same ones:
/// times count from now, versions from the row as it stands, what has passed has passed, and the
/// order of actors, rows and messages does not matter.
///
/// Of a million different moments, two have the same bits once in 37 million searches.
final class Fingerprint {
  private final Moment moment;
  private long bits;

  private Fingerprint(Moment moment) {
    this.moment = moment;
  }

  static long of(Moment moment) {
    Fingerprint print = new Fingerprint(moment);
    print.add(moment.faultsLeft()).add(moment.excuses());
    for (Fate fate : moment.fates()) {
      print.add(fate.settled() ? 1 : 0).add(fate.accepted()).add(fate.refused());
      print.add(fate.hasty() ? 1 : 0);
    }
    if (moment.circuit() != null) {
      print.add(moment.circuit());
    }
    print.add(moment.rows().stream().mapToLong(print::alone).sum());
    print.add(moment.messages().stream().mapToLong(print::alone).sum());
    print.add(moment.actors().stream().mapToLong(print::alone).sum());
    return print.bits;
  }

  /// {@return the bits of one thing by itself, for sums}
  private long alone(Object thing) {
    return new Fingerprint(moment).add(thing).bits;
  }

  /// Adds 64 bits (the finalizer of SplitMix64, so that sums of results keep things apart).
  private Fingerprint add(long value) {
    long mixed = bits * 31 + value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    bits = mixed ^ (mixed >>> 31);
    return this;
  }

  private Fingerprint add(Object thing) {
    return switch (thing) {
      case Boolean flag -> add(flag ? 3 : 2);
      case String text -> add(text.hashCode());
      case Instant seen -> add(Duration.between(seen, moment.now()).toMillis());
      case Optional<?> some -> some.map(content -> add((Object) content)).orElseGet(() -> add(5));
      case List<?> all -> {
        all.forEach(element -> add((Object) element));
        yield add(all.size());
      }
      case SendResult result -> add(result.accepted() ? 7 : 11);
      case DueWork.LateDelivery(var row) -> add(row);
      case DueWork.ParkedDeliveries _ -> add(13);
      case Delivery row -> add(row);
      case Circuit circuit -> add(circuit);
      case Message message -> add(message.request()).add(ahead(message.visibleAt()));
      case DeliveryRequested request -> add(request.deliveryId()).add(request.attempt());
      case Actor actor -> add(actor.task()).add(actor.answers());
      case Task task -> add(task);
      default -> throw new IllegalArgumentException("cannot tell apart: " + thing.getClass());
    };
  }

  private Fingerprint add(Task task) {
    return switch (task) {
      case Relaying(int event) -> add(17).add(event);
      case Attempting(Message message) -> add(23).add(message.request());
      case Sweeping() -> add(19);
    };
  }

  /// What an attempt came to, and when the row was made, decides nothing.
  private Fingerprint add(Delivery row) {
    long standing = moment.row(row.deliveryId()).map(Delivery::version).orElse(0L);
    return add(row.deliveryId())
        .add(standing - row.version())
        .add(row.state().name())
        .add(row.attempt())
        .add(ahead(row.nextAt()))
        .add(ahead(row.dueAt()))
        .add(row.parked() == null ? "" : row.parked().name());
  }

  /// Nothing fails so often or for so long here that the window or the time of the first failure
  /// could matter.
  private Fingerprint add(Circuit circuit) {
    long inFlight = 0;
    for (Map.Entry<String, Instant> lease : circuit.inFlight().entrySet()) {
      if (lease.getValue().isAfter(moment.now())) {
        inFlight += new Fingerprint(moment).add(lease.getKey()).add(ahead(lease.getValue())).bits;
      }
    }
    return add(circuit.failuresInARow())
        .add(circuit.limit())
        .add(circuit.openUntil() == null ? 0 : 1)
        .add(ahead(circuit.openUntil()))
        .add(ahead(circuit.wakeAt()))
        .add(inFlight);
  }

  /// {@return how far a time lies ahead, in ms; -1 if it has passed, -2 if there is none}
  private long ahead(@Nullable Instant time) {
    return time == null ? -2 : Math.max(-1, Duration.between(moment.now(), time).toMillis());
  }
}
