package dev.millrace.limit;

import java.time.Duration;
import java.util.Map;

/// Counts what has been used in slots of time.
public interface UsageStore {
  /// How many slots back a count is still known.
  int SLOTS = 10;

  /// Adds to a slot, in one step with whoever else does.
  ///
  /// @param key what is counted
  /// @param slot number of the slot since 1970; all of a key are of one length
  /// @param amount may be negative, to give back
  /// @param keptFor how long the count is of use
  /// @return what has been used in this slot, with the amount, and in the {@value #SLOTS} before
  ///   it; slots without use may be absent, earlier ones present
  Map<Long, Long> add(String key, long slot, long amount, Duration keptFor);
}
