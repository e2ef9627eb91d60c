package dev.millrace.extraction.pdf;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that goes on while the thread that asks it is at work. By it a busy machine makes
/// nothing late.
final class CpuClock extends Clock {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(threads.getCurrentThreadCpuTime());
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
