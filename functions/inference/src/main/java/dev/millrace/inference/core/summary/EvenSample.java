package dev.millrace.inference.core.summary;

import java.util.List;
import java.util.stream.IntStream;

/// Keeps a bounded number of many items, spread evenly from the first on.
///
/// @param total how many there are
/// @param limit how many are kept at most
public record EvenSample(int total, int limit) {

  /// {@return whether the item at that position is kept}
  public boolean keeps(int position) {
    return total <= limit || position == 0 || slot(position) != slot(position - 1);
  }

  /// {@return the items of a list that are kept}
  public static <T> List<T> of(List<T> items, int limit) {
    EvenSample sample = new EvenSample(items.size(), limit);
    return IntStream.range(0, items.size()).filter(sample::keeps).mapToObj(items::get).toList();
  }

  private long slot(int position) {
    return (long) position * limit / total;
  }
}
