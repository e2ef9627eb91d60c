package dev.millrace.testing;

import dev.millrace.testing.contract.DeliveryStoreContract;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryStore;
import java.time.Instant;
import java.util.List;

class MemoryDeliveriesTest extends DeliveryStoreContract {
  private final MemoryDeliveries store = new MemoryDeliveries();

  @Override
  protected DeliveryStore store() {
    return store;
  }

  @Override
  protected List<String> overdue(Instant now) {
    return store.overdue(now).stream().map(Delivery::deliveryId).toList();
  }
}
