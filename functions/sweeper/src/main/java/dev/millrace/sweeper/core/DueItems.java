package dev.millrace.sweeper.core;

import java.time.Instant;
import java.util.List;

/// Finds what is due.
///
/// @param <T> what kind of thing
@FunctionalInterface
public interface DueItems<T> {
  /// {@return some of what was due before a time, the longest due first}
  List<T> before(Instant time);
}
