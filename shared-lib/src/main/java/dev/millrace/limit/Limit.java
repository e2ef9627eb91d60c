package dev.millrace.limit;

import dev.millrace.flag.Flag;
import java.time.Duration;

/// How much may be used in any span of time. Each is a flag of its own, so that an operator can
/// change it for all or for one tenant.
public enum Limit {
  /// Creations of uploads by one key.
  UPLOADS("uploads", 30, Duration.ofMinutes(1), "requests"),
  /// What else changes something, by one key.
  WRITES("writes", 120, Duration.ofMinutes(1), "requests"),
  /// What needs a model at once, by one key.
  MODELS("models", 60, Duration.ofMinutes(1), "requests"),
  /// All limited requests from one address.
  ADDRESS("address", 600, Duration.ofMinutes(1), "requests"),
  /// Uploads of one tenant.
  DAILY_UPLOADS("daily-uploads", 10_000, Duration.ofDays(1), "requests"),
  /// Declared bytes of one tenant's uploads.
  DAILY_BYTES("daily-bytes", 50L << 30, Duration.ofDays(1), "content-bytes");

  private final String wireName;
  private final Flag<Long> quota;
  private final Duration window;
  private final String unit;

  Limit(String wireName, long quota, Duration window, String unit) {
    this.wireName = wireName;
    this.quota = Flag.integer("limit." + wireName, quota, 0, Long.MAX_VALUE);
    this.window = window;
    this.unit = unit;
  }

  /// {@return the name in headers}
  public String wireName() {
    return wireName;
  }

  /// {@return how much may be used in the window}
  public Flag<Long> quota() {
    return quota;
  }

  /// {@return the span of time, which slides}
  public Duration window() {
    return window;
  }

  /// {@return what is counted, as the `RateLimit` headers name it}
  public String unit() {
    return unit;
  }
}
