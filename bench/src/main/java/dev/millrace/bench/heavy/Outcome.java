package dev.millrace.bench.heavy;

import dev.millrace.bench.heavy.files.FileKind;
import java.util.Set;

/// What became of one file.
///
/// @param state the state it ended in, [#STUCK] or [#NOT_SENT]
/// @param reason the code that the upload names, or what kept it from being sent; empty if none
/// @param events the ids of the events that its subscribers are owed up to its end
record Outcome(
    String uploadId, FileKind kind, long bytes, String state, String reason, Set<String> events) {
  /// It has not ended in time.
  static final String STUCK = "STUCK";

  /// It was never there as a whole.
  static final String NOT_SENT = "NOT SENT";

  private static final String COMPLETED = "COMPLETED";

  Outcome {
    events = Set.copyOf(events);
  }

  static Outcome notSent(FileKind kind, long bytes, String reason) {
    return new Outcome("", kind, bytes, NOT_SENT, reason, Set.of());
  }

  boolean completed() {
    return state.equals(COMPLETED);
  }

  boolean stuck() {
    return state.equals(STUCK);
  }
}
