package dev.millrace.testing;

import dev.millrace.testing.contract.EndpointStoreContract;
import dev.millrace.webhook.EndpointStore;

class MemoryEndpointsTest extends EndpointStoreContract {
  private final MemoryEndpoints store = new MemoryEndpoints();

  @Override
  protected EndpointStore store() {
    return store;
  }
}
