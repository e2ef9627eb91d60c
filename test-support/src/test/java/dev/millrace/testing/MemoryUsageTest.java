package dev.millrace.testing;

import dev.millrace.limit.UsageStore;
import dev.millrace.testing.contract.UsageStoreContract;

class MemoryUsageTest extends UsageStoreContract {
  private final MemoryUsage usage = new MemoryUsage();

  @Override
  protected UsageStore usage() {
    return usage;
  }
}
