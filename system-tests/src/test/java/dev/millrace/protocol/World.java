package dev.millrace.protocol;

import dev.millrace.protocol.Moment.Fate;
import dev.millrace.protocol.Moment.Message;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.circuit.Circuit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is kept, while somebody takes a step.
final class World {
  private final Moment before;
  private List<Delivery> rows;
  private @Nullable Circuit circuit;
  private List<Fate> fates;
  private List<Message> messages;

  World(Moment before) {
    this.before = before;
    this.rows = before.rows();
    this.circuit = before.circuit();
    this.fates = before.fates();
    this.messages = before.messages();
  }

  /// {@return the moment that the step leads to}
  Moment with(List<Actor> actors) {
    return new Moment(
        before.now(),
        rows,
        circuit,
        fates,
        messages,
        actors,
        before.faultsLeft(),
        before.excuses());
  }

  Instant now() {
    return before.now();
  }

  List<Delivery> rows(Predicate<Delivery> which) {
    return rows.stream().filter(which).toList();
  }

  Optional<Delivery> row(String deliveryId) {
    return rows.stream().filter(row -> row.deliveryId().equals(deliveryId)).findFirst();
  }

  boolean put(Delivery row) {
    List<Delivery> next = new ArrayList<>(rows);
    next.removeIf(other -> other.deliveryId().equals(row.deliveryId()));
    rows = next;
    return next.add(row);
  }

  Optional<Circuit> circuit() {
    return Optional.ofNullable(circuit);
  }

  Circuit put(Circuit step) {
    circuit = step;
    return step;
  }

  boolean send(Message message) {
    List<Message> next = new ArrayList<>(messages);
    messages = next;
    return next.add(message);
  }

  boolean change(int event, UnaryOperator<Fate> change) {
    List<Fate> next = new ArrayList<>(fates);
    fates = next;
    next.set(event, change.apply(next.get(event)));
    return true;
  }

  /// {@return a name that nobody bears whom anybody remembers}
  String newName() {
    int number = 1;
    while (isKnown("w" + number)) {
      number++;
    }
    return "w" + number;
  }

  private boolean isKnown(String name) {
    return circuit().filter(known -> known.inFlight().containsKey(name)).isPresent()
        || before.anybody(actor -> actor.answers().contains(name));
  }
}
