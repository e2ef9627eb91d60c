package dev.millrace.limit;

import dev.millrace.flag.Flag;
import dev.millrace.flag.Flags;
import java.time.Duration;
import java.util.Optional;

/// Where requests wait for something to happen. Each keeps a process of a function busy, so a
/// tenant has only so many places.
public final class WaitingRoom {
  /// How many requests of a tenant may wait at a time.
  public static final Flag<Long> PLACES = Flag.integer("limit.waiting", 20, 0, 1000);

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final LeaseStore leases;
  private final Flags flags;

  public WaitingRoom(LeaseStore leases, Flags flags) {
    this.leases = leases;
    this.flags = flags;
  }

  /// {@return a place for so long, or empty if all are taken}
  public Optional<Lease> enter(String tenantId, Duration stay) {
    int places = Math.toIntExact(flags.get(PLACES, tenantId));
    return leases.take("waiting#" + tenantId, places, stay.plus(GRACE));
  }

  /// Gives a place back.
  public void leave(Lease place) {
    leases.release(place);
  }
}
