package dev.millrace.testing;

import dev.millrace.eta.DurationStore;
import dev.millrace.testing.contract.DurationStoreContract;

class MemoryDurationsTest extends DurationStoreContract {
  private final MemoryDurations durations = new MemoryDurations();

  @Override
  protected DurationStore durations() {
    return durations;
  }
}
