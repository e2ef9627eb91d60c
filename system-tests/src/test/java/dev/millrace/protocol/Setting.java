package dev.millrace.protocol;

import dev.millrace.webhook.circuit.CircuitPolicy;
import java.util.EnumSet;
import java.util.Set;

/// What may happen in a search.
///
/// @param events how many events there are, all for the same endpoint
/// @param faults how many faults may happen
/// @param kinds which ones
/// @param refusals how often the endpoint may refuse each event
/// @param policy when the endpoint is left alone
/// @param broken what is left out of the protocol
record Setting(
    int events,
    int faults,
    Set<Fault> kinds,
    int refusals,
    CircuitPolicy policy,
    Set<Breakage> broken) {

  /// What may go wrong.
  enum Fault {
    /// Somebody dies between two calls. The message that they held comes again, or goes to the dead
    /// letters.
    DEATH,
    /// The queue hands out a message and keeps it.
    COPY,
    /// The endpoint takes the event, and its answer is lost.
    LOST_ANSWER,
    /// Time passes while somebody is at work or could be, until the next thing is due: so leases
    /// end under workers that live.
    DELAY
  }

  /// {@return one event, and faults of all kinds}
  static Setting of(int faults, int refusals) {
    return new Setting(
        1, faults, EnumSet.allOf(Fault.class), refusals, CircuitPolicy.DEFAULT, Set.of());
  }

  Setting events(int number) {
    return new Setting(number, faults, kinds, refusals, policy, broken);
  }

  Setting only(Fault... some) {
    return new Setting(events, faults, Set.of(some), refusals, policy, broken);
  }

  Setting without(Breakage part) {
    return new Setting(events, faults, kinds, refusals, policy, Set.of(part));
  }

  /// {@return the same with a circuit that opens at the first failure}
  Setting touchy() {
    CircuitPolicy d = CircuitPolicy.DEFAULT;
    CircuitPolicy touchy =
        new CircuitPolicy(
            1, d.minAttempts(), d.failedShare(), d.openFor(), d.maxInFlight(), d.disableAfter());
    return new Setting(events, faults, kinds, refusals, touchy, broken);
  }

  boolean isBroken(Breakage part) {
    return broken.contains(part);
  }
}
