package dev.millrace.testing;

import dev.millrace.event.WebhookEvent;
import dev.millrace.testing.contract.EndpointStoreContract;
import dev.millrace.webhook.EndpointStore;
import java.util.List;

class MemoryEndpointsTest extends EndpointStoreContract {
  private final MemoryEndpoints store = new MemoryEndpoints();

  @Override
  protected EndpointStore store() {
    return store;
  }

  @Override
  protected List<WebhookEvent> notices(String subject) {
    return store.notices().stream().filter(notice -> notice.subject().equals(subject)).toList();
  }
}
