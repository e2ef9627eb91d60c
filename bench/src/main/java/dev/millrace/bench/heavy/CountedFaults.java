package dev.millrace.bench.heavy;

import dev.millrace.local.s3.S3Faults;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Lets a share of the requests to S3 fail, and counts.
final class CountedFaults implements S3Faults {
  private final double refused;
  private final double brokenOff;
  private final SplittableRandom random;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();
  private final AtomicLong breaks = new AtomicLong();

  CountedFaults(HeavyPlan plan) {
    this.refused = plan.refused();
    this.brokenOff = plan.brokenOff();
    this.random = new SplittableRandom(plan.seed());
  }

  @Override
  public Fault next(String method, String path) {
    requests.incrementAndGet();
    double chance = chance();
    if (chance < refused) {
      refusals.incrementAndGet();
      return Fault.REFUSED;
    }
    if (chance < refused + brokenOff) {
      breaks.incrementAndGet();
      return Fault.BROKEN_OFF;
    }
    return Fault.NONE;
  }

  private synchronized double chance() {
    return random.nextDouble();
  }

  long requests() {
    return requests.get();
  }

  long refusals() {
    return refusals.get();
  }

  long breaks() {
    return breaks.get();
  }
}
