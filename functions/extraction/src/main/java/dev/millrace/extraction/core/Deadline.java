package dev.millrace.extraction.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// A moment by which something must be done.
public final class Deadline {
  private final Clock clock;
  private final Instant at;

  private Deadline(Clock clock, Instant at) {
    this.clock = clock;
    this.at = at;
  }

  /// {@return the deadline that ends this long from now}
  public static Deadline in(Duration time, Clock clock) {
    return new Deadline(clock, clock.instant().plus(time));
  }

  /// {@return this deadline, or the one that ends this long from now if that is earlier}
  public Deadline within(Duration time) {
    Instant sooner = clock.instant().plus(time);
    return sooner.isBefore(at) ? new Deadline(clock, sooner) : this;
  }

  /// {@return whether it is too late}
  public boolean passed() {
    return !clock.instant().isBefore(at);
  }
}
