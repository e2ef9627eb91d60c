package dev.millrace.testing;

import dev.millrace.idempotency.KeptRequests;
import dev.millrace.testing.contract.KeptRequestsContract;

class MemoryKeptRequestsTest extends KeptRequestsContract {
  private final MemoryKeptRequests requests = new MemoryKeptRequests();

  @Override
  protected KeptRequests requests() {
    return requests;
  }
}
