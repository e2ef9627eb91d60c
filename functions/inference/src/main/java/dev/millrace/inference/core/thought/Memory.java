package dev.millrace.inference.core.thought;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a tenant's thoughts are at a moment.
///
/// @param latest when the latest of all was captured, if there has been any
/// @param thoughts those asked for, the newest first
public record Memory(Optional<Instant> latest, List<Remembered> thoughts) {
  public Memory {
    thoughts = List.copyOf(thoughts);
  }

  /// {@return the time of a thought that is captured now: later than that of all others, so that
  /// they have one order}
  Instant next(Instant now) {
    return latest.map(last -> last.plusMillis(1)).filter(after -> after.isAfter(now)).orElse(now);
  }
}
