package dev.millrace.presign.core;

import dev.millrace.eta.LoadShedding;
import dev.millrace.limit.Limit;
import dev.millrace.limit.Permit;
import dev.millrace.limit.RateLimiter;
import dev.millrace.limit.RateLimiter.Wish;
import dev.millrace.presign.core.CreateUpload.Outcome;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Priority;
import java.util.List;
import java.util.Optional;

/// Keeps room for everybody: nobody may add to a queue that is too long already, and what a tenant
/// may upload in a day is bounded.
public final class Room {
  private final LoadShedding shedding;
  private final RateLimiter limiter;

  public Room(LoadShedding shedding, RateLimiter limiter) {
    this.shedding = shedding;
    this.limiter = limiter;
  }

  /// {@return why a file cannot be taken now; empty if it can, and is counted}
  ///
  /// @param bytes as declared; 0 if nobody has told
  Optional<Outcome> refusal(String tenantId, Kind kind, Priority priority, long bytes) {
    return shedding
        .pause(tenantId, kind, priority)
        .<Outcome>map(Outcome.Overloaded::new)
        .or(() -> overTheDay(tenantId, bytes));
  }

  private Optional<Outcome> overTheDay(String tenantId, long bytes) {
    List<Permit> permits =
        limiter.takeTogether(
            List.of(
                new Wish(Limit.DAILY_UPLOADS, tenantId, tenantId, 1),
                new Wish(Limit.DAILY_BYTES, tenantId, tenantId, bytes)));
    return permits.stream()
        .filter(permit -> !permit.allowed())
        .findFirst()
        .<Outcome>map(Outcome.UsedUp::new);
  }
}
