package dev.millrace.dispatch.core;

import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.circuit.Passage;

/// What became of a request for an attempt.
public sealed interface Outcome {
  /// The attempt was made.
  ///
  /// @param delivery as it stands after it
  record Attempted(Delivery delivery, Attempt attempt) implements Outcome {}

  /// The attempt is to wait, because its endpoint cannot take it now.
  record Waiting(Delivery delivery, Passage passage) implements Outcome {}

  /// The attempt was made by another worker, or is being made, or is not wanted any more.
  record Superseded() implements Outcome {}

  /// The attempt took longer than its lease, and the delivery was taken over by another worker.
  record LeaseLost() implements Outcome {}
}
