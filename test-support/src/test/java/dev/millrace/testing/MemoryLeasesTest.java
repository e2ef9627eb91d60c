package dev.millrace.testing;

import dev.millrace.limit.LeaseStore;
import dev.millrace.testing.contract.LeaseStoreContract;

class MemoryLeasesTest extends LeaseStoreContract {
  private final MemoryLeases leases = new MemoryLeases(clock);

  @Override
  protected LeaseStore leases() {
    return leases;
  }
}
