package dev.millrace.webhook.circuit;

import java.time.Instant;

/// Whether an attempt may be made now.
public sealed interface Passage {
  /// It may.
  record Granted() implements Passage {}

  /// It is to wait until its endpoint is done with others, or until a time at the latest.
  record Parked(Parking reason, Instant until) implements Passage {}

  /// It is to be made at a time that is set aside for it.
  record Paced(Instant at) implements Passage {}
}
