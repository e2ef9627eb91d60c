package dev.millrace.presign.core;

import dev.millrace.eta.EstimateTime;
import dev.millrace.eta.EstimateTime.Workers;
import dev.millrace.eta.LoadShedding;
import dev.millrace.limit.RateLimiter;
import dev.millrace.testing.MemoryDurations;
import dev.millrace.testing.MemoryFlags;
import dev.millrace.testing.MemoryUsage;
import java.time.Clock;

/// What keeps room for everybody, in memory, with one worker and as many files waiting as a test
/// wants.
public final class Rooms {
  public final MemoryFlags flags = new MemoryFlags();
  public final MemoryDurations durations = new MemoryDurations();
  public long waiting;
  private final MemoryUsage usage = new MemoryUsage();
  private final Clock clock;

  public Rooms(Clock clock) {
    this.clock = clock;
  }

  public RateLimiter limiter() {
    return new RateLimiter(usage, flags.flags(), clock);
  }

  public EstimateTime estimate() {
    return new EstimateTime(durations, (_, _) -> waiting, new Workers(1, 1), clock);
  }

  public Room room() {
    return new Room(new LoadShedding(estimate(), flags.flags()), limiter());
  }
}
