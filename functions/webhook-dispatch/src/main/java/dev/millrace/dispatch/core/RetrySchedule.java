package dev.millrace.dispatch.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How long to wait after each failed attempt, give or take a fifth, so that what failed together
/// does not come back together.
public final class RetrySchedule {
  /// The longest wait that an endpoint may ask for.
  static final Duration MAX_ASKED = Duration.ofHours(12);

  private static final double JITTER = 0.2;

  private final List<Duration> waits;
  private final RandomGenerator random;

  /// @param waits after the first, second, … attempt; the attempt after the last wait is the last
  /// @param random a secure source, since sandboxes restored from one snapshot must differ
  public RetrySchedule(List<Duration> waits, RandomGenerator random) {
    this.waits = List.copyOf(waits);
    this.random = random;
  }

  /// {@return the wait after an attempt that failed, or empty if it was the last}
  ///
  /// @param attempt number of the attempt, from 1
  /// @param maxRetries attempts after the first that the endpoint wants; those beyond the schedule
  ///   have its last wait. Null for as many as the schedule has
  /// @param asked what the endpoint wishes; it can lengthen the wait, within bounds
  Optional<Duration> after(int attempt, @Nullable Integer maxRetries, Optional<Duration> asked) {
    if (attempt > (maxRetries == null ? waits.size() : maxRetries)) {
      return Optional.empty();
    }
    Duration wait = jittered(waits.get(Math.min(attempt, waits.size()) - 1));
    return Optional.of(asked.map(wish -> longer(wait, shorter(wish, MAX_ASKED))).orElse(wait));
  }

  private Duration jittered(Duration wait) {
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofMillis(Math.round(wait.toMillis() * factor));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
