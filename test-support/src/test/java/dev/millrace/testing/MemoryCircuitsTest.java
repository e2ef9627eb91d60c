package dev.millrace.testing;

import dev.millrace.testing.contract.CircuitStoreContract;
import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.circuit.CircuitStore;
import java.time.Instant;
import java.util.List;

class MemoryCircuitsTest extends CircuitStoreContract {
  private final MemoryCircuits store = new MemoryCircuits();

  @Override
  protected CircuitStore store() {
    return store;
  }

  @Override
  protected List<String> overdue(Instant now) {
    return store.overdue(now).stream().map(Circuit::endpointId).toList();
  }
}
