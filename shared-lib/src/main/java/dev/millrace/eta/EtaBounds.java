package dev.millrace.eta;

import dev.millrace.upload.Kind;
import java.time.Duration;

/// Between how many seconds the processing of a file is likely to take, waiting apart.
///
/// A rough estimate, made before anything is known but the kind and the size: a fixed part, and one
/// that grows with the text to expect. CSV and text files are all text; of a PDF it is a little to
/// a third.
public record EtaBounds(long low, long high) {
  private static final long LEAST_SECONDS = 1;
  private static final long MOST_FIXED_SECONDS = 15;

  /// {@return the bounds for a file}
  ///
  /// @param size in bytes
  public static EtaBounds of(Kind kind, long size) {
    return switch (kind) {
      case PDF, OFFICE, LEGACY_OFFICE, EMAIL -> growing(size, 5_000_000, 100_000);
      case CSV, TEXT, HTML -> growing(size, 500_000, 30_000);
      case IMAGE -> new EtaBounds(LEAST_SECONDS, MOST_FIXED_SECONDS);
    };
  }

  private static EtaBounds growing(long size, long mostPerSecond, long leastPerSecond) {
    return new EtaBounds(
        LEAST_SECONDS + size / mostPerSecond, MOST_FIXED_SECONDS + size / leastPerSecond);
  }

  /// {@return the bounds around an estimate that rests on files of the same kind and size}
  static EtaBounds around(Duration estimate) {
    long seconds = estimate.toSeconds();
    return new EtaBounds(Math.max(LEAST_SECONDS, seconds / 2), LEAST_SECONDS + seconds * 2);
  }

  /// {@return these bounds, later by a wait}
  EtaBounds after(Duration wait) {
    return new EtaBounds(low + wait.toSeconds(), high + wait.toSeconds());
  }

  /// {@return what lies in the middle, by factor}
  Duration middle() {
    return Duration.ofMillis(Math.round(1000 * Math.sqrt((double) low * high)));
  }
}
