package dev.millrace.bench;

import java.util.Arrays;

/// The distribution of a measured quantity.
public final class Quantiles {
  private final double[] sorted;

  private Quantiles(double[] sorted) {
    this.sorted = sorted;
  }

  /// Takes the values in any order.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Quantiles of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Quantiles(sorted);
  }

  /// {@return the smallest value that at least the share of all values do not exceed (the nearest
  /// rank)}
  ///
  /// @param share above 0, at most 1, as .99
  public double at(double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)];
  }

  /// {@return the value in the middle}
  public double median() {
    return at(0.5);
  }
}
