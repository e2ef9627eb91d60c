package dev.millrace.testing;

import dev.millrace.testing.contract.ReplayStoreContract;
import dev.millrace.webhook.Replay;
import dev.millrace.webhook.ReplayStore;
import java.time.Instant;
import java.util.List;

class MemoryReplaysTest extends ReplayStoreContract {
  private final MemoryReplays store = new MemoryReplays();

  @Override
  protected ReplayStore store() {
    return store;
  }

  @Override
  protected List<String> open(Instant now) {
    return store.open().stream().map(Replay::id).toList();
  }
}
