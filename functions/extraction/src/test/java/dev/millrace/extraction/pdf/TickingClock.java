package dev.millrace.extraction.pdf;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that goes on by itself, each time that somebody looks at it.
final class TickingClock extends Clock {
  private final Duration tick;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private TickingClock(Duration tick) {
    this.tick = tick;
  }

  static Clock aSecondALook() {
    return new TickingClock(Duration.ofSeconds(1));
  }

  @Override
  public Instant instant() {
    now = now.plus(tick);
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
