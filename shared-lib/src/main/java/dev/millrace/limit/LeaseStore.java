package dev.millrace.limit;

import java.time.Duration;
import java.util.Optional;

/// Pools of places. Whoever dies without giving its place back loses it when its time is over, so
/// no count can ever go wrong.
public interface LeaseStore {
  /// {@return a place, or empty if all are held}
  ///
  /// @param size how many places the pool has at the moment
  /// @param lifetime how long it is held unless it is renewed
  Optional<Lease> take(String pool, int size, Duration lifetime);

  /// {@return whether the place is still held, now for the lifetime from here}
  boolean renew(Lease lease, Duration lifetime);

  /// Gives a place back, if it is still held.
  void release(Lease lease);
}
