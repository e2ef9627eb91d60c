package dev.millrace.testing;

import dev.millrace.progress.ConnectionStore;
import dev.millrace.progress.ListenerStore;
import dev.millrace.testing.contract.ConnectionStoreContract;

class MemoryConnectionsTest extends ConnectionStoreContract {
  private final MemoryConnections store = new MemoryConnections(clock);

  @Override
  protected ConnectionStore connections() {
    return store;
  }

  @Override
  protected ListenerStore listeners() {
    return store;
  }
}
