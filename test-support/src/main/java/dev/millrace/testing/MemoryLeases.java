package dev.millrace.testing;

import dev.millrace.limit.Lease;
import dev.millrace.limit.LeaseStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Leases in memory.
public final class MemoryLeases implements LeaseStore {
  private final Clock clock;
  private final Map<Place, Holding> held = new HashMap<>();
  private int owners;

  public MemoryLeases(Clock clock) {
    this.clock = clock;
  }

  private record Place(String pool, int slot) {
    static Place of(Lease lease) {
      return new Place(lease.pool(), lease.slot());
    }
  }

  private record Holding(Lease lease, Instant until) {}

  @Override
  public synchronized Optional<Lease> take(String pool, int size, Duration lifetime) {
    held.values().removeIf(holding -> !holding.until().isAfter(clock.instant()));
    String owner = "owner-" + ++owners;
    return IntStream.range(0, size)
        .filter(slot -> !held.containsKey(new Place(pool, slot)))
        .mapToObj(slot -> new Lease(pool, slot, owner))
        .findFirst()
        .map(lease -> hold(lease, lifetime));
  }

  @Override
  public synchronized boolean renew(Lease lease, Duration lifetime) {
    Holding holding = held.get(Place.of(lease));
    if (holding == null
        || !holding.lease().equals(lease)
        || !holding.until().isAfter(clock.instant())) {
      return false;
    }
    hold(lease, lifetime);
    return true;
  }

  @Override
  public synchronized void release(Lease lease) {
    held.values().removeIf(holding -> holding.lease().equals(lease));
  }

  private Lease hold(Lease lease, Duration lifetime) {
    held.put(Place.of(lease), new Holding(lease, clock.instant().plus(lifetime)));
    return lease;
  }
}
