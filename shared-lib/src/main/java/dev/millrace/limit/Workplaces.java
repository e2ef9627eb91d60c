package dev.millrace.limit;

import dev.millrace.flag.Flag;
import dev.millrace.flag.Flags;
import java.time.Duration;
import java.util.Optional;

/// The places at which a queue's messages are worked on. One tenant's may take only a share of
/// them, so that its backlog, however long, leaves workers to everybody else.
public final class Workplaces {
  /// The share of a queue's workers that one tenant may keep busy; with all of them, nobody counts.
  public static final Flag<Double> SHARE = Flag.number("limit.workers-share", 0.8, 0, 1);

  private final LeaseStore leases;
  private final Flags flags;
  private final int workers;
  private final Duration lifetime;

  /// @param workers how many work on a queue at a time
  /// @param lifetime how long a place stays with a worker that does not renew it
  public Workplaces(LeaseStore leases, Flags flags, int workers, Duration lifetime) {
    this.leases = leases;
    this.flags = flags;
    this.workers = workers;
    this.lifetime = lifetime;
  }

  /// {@return whether a tenant may keep all workers busy, so that it needs no place}
  public boolean unlimited(String tenantId) {
    return share(tenantId) >= 1;
  }

  /// {@return a place, or empty if the tenant has taken all it may}
  public Optional<Lease> take(String queue, String tenantId) {
    int places = Math.max(1, (int) (workers * share(tenantId)));
    return leases.take("working#" + queue + "#" + tenantId, places, lifetime);
  }

  /// {@return whether the place was still held, now for another lifetime}
  public boolean renew(Lease place) {
    return leases.renew(place, lifetime);
  }

  /// {@return how long a place stays with a worker that does not renew it}
  public Duration lifetime() {
    return lifetime;
  }

  /// Gives a place back.
  public void leave(Lease place) {
    leases.release(place);
  }

  private double share(String tenantId) {
    return flags.get(SHARE, tenantId);
  }
}
