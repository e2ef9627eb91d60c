package dev.millrace.protocol;

import dev.millrace.protocol.Actor.Task.Attempting;
import dev.millrace.protocol.Setting.Fault;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryRequested;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.circuit.Circuit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Everything at one moment: what is kept, what waits in the queue, and how far everybody is.
///
/// @param rows the deliveries
/// @param circuit what is known of the one endpoint that there is
/// @param fates of each event, what has become of it
/// @param messages those that nobody holds
/// @param faultsLeft how many faults may still happen
/// @param excuses how many have happened that a duplicate may come of
record Moment(
    Instant now,
    List<Delivery> rows,
    @Nullable Circuit circuit,
    List<Fate> fates,
    List<Message> messages,
    List<Actor> actors,
    int faultsLeft,
    int excuses) {

  Moment {
    rows = List.copyOf(rows);
    fates = List.copyOf(fates);
    messages = List.copyOf(messages);
    actors = List.copyOf(actors);
  }

  /// What has become of an event.
  ///
  /// @param settled whether the outbox thinks that it is on its way
  /// @param accepted how often the endpoint has taken it
  /// @param refused how often the endpoint has refused it, or its answer was lost
  /// @param hasty whether an attempt began before its time
  record Fate(boolean settled, int accepted, int refused, boolean hasty) {
    static final Fate NEW = new Fate(false, 0, 0, false);

    Fate asSettled() {
      return new Fate(true, accepted, refused, hasty);
    }

    Fate asAccepted() {
      return new Fate(settled, accepted + 1, refused, hasty);
    }

    Fate asRefused() {
      return new Fate(settled, accepted, refused + 1, hasty);
    }

    Fate asHasty() {
      return new Fate(settled, accepted, refused, true);
    }
  }

  /// A message in the queue.
  record Message(DeliveryRequested request, Instant visibleAt) {}

  /// {@return how often the endpoint took what it had taken before}
  int duplicates() {
    return fates.stream().mapToInt(fate -> Math.max(0, fate.accepted() - 1)).sum();
  }

  /// {@return whether every event has come to an end}
  boolean ended() {
    return fates.stream().allMatch(Fate::settled)
        && rows.size() == fates.size()
        && rows.stream().allMatch(row -> row.state().terminal());
  }

  /// {@return what must not be, if it is so at this moment}
  Optional<String> wrong() {
    if (duplicates() > excuses) {
      return Optional.of("a duplicate that no fault excuses");
    }
    if (fates.stream().anyMatch(Fate::hasty)) {
      return Optional.of("an attempt before its time");
    }
    return rows.stream().flatMap(row -> wrong(row).stream()).findFirst();
  }

  private Optional<String> wrong(Delivery row) {
    Fate fate = fates.get(Protocol.number(row.eventId()));
    boolean lost = row.state() == DeliveryState.DELIVERED && fate.accepted() == 0;
    if (lost && !anybody(actor -> actor.task() instanceof Attempting)) {
      return Optional.of("an event that counts as delivered, and was not");
    }
    if (row.attempt() - 1 > fate.refused()) {
      return Optional.of("an attempt used up by no refusal");
    }
    boolean givenUp = row.state() == DeliveryState.DEAD;
    return givenUp && fate.refused() < Protocol.MAX_ATTEMPTS
        ? Optional.of("an event given up with attempts left")
        : Optional.empty();
  }

  Optional<Delivery> row(String deliveryId) {
    return rows.stream().filter(row -> row.deliveryId().equals(deliveryId)).findFirst();
  }

  boolean anybody(Predicate<Actor> who) {
    return actors.stream().anyMatch(who);
  }

  Moment at(Instant time) {
    return new Moment(time, rows, circuit, fates, messages, actors, faultsLeft, excuses);
  }

  /// {@return this moment after one more fault}
  Moment after(Fault fault) {
    int more = excuses + (fault == Fault.COPY ? 0 : 1);
    return new Moment(now, rows, circuit, fates, messages, actors, faultsLeft - 1, more);
  }

  Moment joinedBy(Actor newcomer) {
    return withActors(list -> list.add(newcomer));
  }

  Moment without(Actor gone) {
    return withActors(list -> list.remove(gone));
  }

  Moment with(Message more) {
    List<Message> next = new ArrayList<>(messages);
    next.add(more);
    return withMessages(next);
  }

  Moment without(Message taken) {
    List<Message> next = new ArrayList<>(messages);
    next.remove(taken);
    return withMessages(next);
  }

  private Moment withMessages(List<Message> next) {
    return new Moment(now, rows, circuit, fates, next, actors, faultsLeft, excuses);
  }

  private Moment withActors(Predicate<List<Actor>> change) {
    List<Actor> next = new ArrayList<>(actors);
    if (!change.test(next)) {
      throw new IllegalArgumentException("nobody like that is there");
    }
    return new Moment(now, rows, circuit, fates, messages, next, faultsLeft, excuses);
  }
}
