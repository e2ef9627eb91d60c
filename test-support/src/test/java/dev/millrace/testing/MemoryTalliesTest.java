package dev.millrace.testing;

import dev.millrace.testing.contract.TallyStoreContract;
import dev.millrace.webhook.TallyStore;

class MemoryTalliesTest extends TallyStoreContract {
  private final MemoryTallies store = new MemoryTallies();

  @Override
  protected TallyStore store() {
    return store;
  }
}
