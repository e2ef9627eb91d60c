package dev.millrace.eta;

import dev.millrace.flag.Flag;
import dev.millrace.flag.Flags;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Priority;
import java.time.Duration;
import java.util.Optional;

/// Turns new files away while those that wait would keep them waiting for too long.
public final class LoadShedding {
  /// The longest estimated wait for a worker at which files are taken.
  public static final Flag<Duration> MAX_WAIT =
      Flag.duration("upload.max-wait", Duration.ofMinutes(30));

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final EstimateTime estimate;
  private final Flags flags;

  public LoadShedding(EstimateTime estimate, Flags flags) {
    this.estimate = estimate;
    this.flags = flags;
  }

  /// {@return after how long a sender should ask again; empty if its file is taken now}
  public Optional<Duration> pause(String tenantId, Kind kind, Priority priority) {
    Duration over = estimate.waitFor(kind, priority).minus(flags.get(MAX_WAIT, tenantId));
    return over.isPositive() ? Optional.of(clamped(over)) : Optional.empty();
  }

  private static Duration clamped(Duration pause) {
    if (pause.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
