package dev.millrace.api.core;

import dev.millrace.limit.Lease;
import dev.millrace.limit.WaitingRoom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Holds requests back until there is something to tell, so that clients need not keep asking.
public final class Waiting {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final WaitingRoom waitingRoom;
  private final Pause pause;
  private final Clock clock;

  public Waiting(WaitingRoom waitingRoom, Pause pause, Clock clock) {
    this.waitingRoom = waitingRoom;
    this.pause = pause;
    this.clock = clock;
  }

  /// What was waited for, or what there was instead when the time was over.
  ///
  /// @param turnedAway whether there was no room to wait
  public record Awaited<T>(T value, boolean turnedAway) {}

  /// {@return the first value that is enough, but no later than after the wait whatever there is
  /// then, and at once if there is no room to wait}
  ///
  /// @param standing what there is now
  /// @param read asks what there is
  public <T> Awaited<T> await(
      String tenantId, T standing, Supplier<T> read, Predicate<T> enough, Duration wait) {
    if (wait.isZero() || enough.test(standing)) {
      return new Awaited<>(standing, false);
    }
    Optional<Lease> place = waitingRoom.enter(tenantId, wait);
    if (place.isEmpty()) {
      return new Awaited<>(standing, true);
    }
    try {
      return new Awaited<>(await(standing, read, enough, wait), false);
    } finally {
      waitingRoom.leave(place.get());
    }
  }

  private <T> T await(T standing, Supplier<T> read, Predicate<T> enough, Duration wait) {
    Instant deadline = clock.instant().plus(wait);
    T value = standing;
    Duration interval = FIRST_PAUSE;
    while (!enough.test(value)) {
      Duration left = Duration.between(clock.instant(), deadline);
      if (!left.isPositive()) {
        break;
      }
      pause.pause(shorter(interval, left));
      interval = shorter(interval.multipliedBy(2), LONGEST_PAUSE);
      value = read.get();
    }
    return value;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
