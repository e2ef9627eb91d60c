package dev.millrace.eta;

import java.time.Duration;

/// How long something took on average; what was seen last weighs most.
///
/// @param millis the mean
/// @param count how often it was seen
public record MeanDuration(double millis, long count) {
  private static final double LEAST_WEIGHT = 0.1;

  /// {@return the mean of what was seen once}
  public static MeanDuration of(Duration seen) {
    return new MeanDuration(seen.toMillis(), 1);
  }

  /// {@return this mean with one more}
  public MeanDuration with(Duration seen) {
    double weight = Math.max(LEAST_WEIGHT, 1.0 / (count + 1));
    return new MeanDuration(millis + weight * (seen.toMillis() - millis), count + 1);
  }

  /// {@return the mean}
  public Duration mean() {
    return Duration.ofMillis(Math.round(millis));
  }
}
