package dev.millrace.sweeper.core;

import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.Departures;
import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.circuit.Circuits;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Asks for attempts that no message asks for: their wait was longer than a message can wait, or
/// their message was lost, or their worker died, or they are parked and their endpoint can take
/// them again. It works off replays, too.
public final class RepairDeliveries implements Repair {
  /// How many parked deliveries are asked for at a time; each that is made asks for the next ones.
  private static final int WOKEN_AT_ONCE = 20;

  private final DueItems<DueWork> due;
  private final Departures departures;
  private final Circuits circuits;
  private final AdvanceReplay advanceReplay;
  private final Clock clock;

  public RepairDeliveries(
      DueItems<DueWork> due,
      Departures departures,
      Circuits circuits,
      AdvanceReplay advanceReplay,
      Clock clock) {
    this.due = due;
    this.departures = departures;
    this.circuits = circuits;
    this.advanceReplay = advanceReplay;
    this.clock = clock;
  }

  @Override
  public List<Repaired> round() {
    Instant now = clock.instant();
    return Repair.each(due.before(now), work -> repair(work, now));
  }

  private Optional<Repaired> repair(DueWork work, Instant now) {
    return switch (work) {
      case DueWork.LateDelivery(Delivery delivery) ->
          delivery.overdue(now) && departures.again(delivery.requestedAgain(now))
              ? Optional.of(Repaired.DELIVERY_REQUESTED)
              : Optional.empty();
      case DueWork.ParkedDeliveries(Circuit circuit) -> look(circuit, now);
      case DueWork.OpenReplay(var replay) ->
          advanceReplay.advance(replay) ? Optional.of(Repaired.REPLAY_ADVANCED) : Optional.empty();
    };
  }

  /// The next look is set before this one, so that whoever parks a delivery meanwhile finds it set;
  /// it is cancelled only if there was room and still nothing to wake.
  private Optional<Repaired> look(Circuit circuit, Instant now) {
    Circuit looked = changed(circuit, standing -> standing.waking(standing.nextLook(now)));
    int woken = departures.wake(circuit.tenantId(), circuit.endpointId(), WOKEN_AT_ONCE);
    if (woken == 0 && looked.room(now) > 0) {
      changed(looked, standing -> standing.waking(null));
    }
    return woken == 0 ? Optional.empty() : Optional.of(Repaired.DELIVERY_REQUESTED);
  }

  private Circuit changed(Circuit circuit, UnaryOperator<Circuit> change) {
    return circuits.change(circuit.tenantId(), circuit.endpointId(), change);
  }
}
