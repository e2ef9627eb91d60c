package dev.millrace.testing;

import dev.millrace.testing.contract.UploadStoreContract;
import dev.millrace.upload.ResultStore;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadStore;
import dev.millrace.upload.arrival.KnownContents;

class MemoryUploadsTest extends UploadStoreContract {
  private final MemoryUploads store = new MemoryUploads(clock);

  @Override
  protected UploadStore uploads() {
    return store;
  }

  @Override
  protected RunStore runs() {
    return store;
  }

  @Override
  protected ResultStore results() {
    return store;
  }

  @Override
  protected KnownContents contents() {
    return store;
  }

  @Override
  protected int noticesOf(UploadRef upload) {
    return (int)
        store.events().stream().filter(e -> e.subject().equals(upload.partition())).count();
  }
}
