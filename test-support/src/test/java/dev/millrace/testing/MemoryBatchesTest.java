package dev.millrace.testing;

import dev.millrace.testing.contract.BatchStoreContract;
import dev.millrace.upload.BatchStore;
import dev.millrace.upload.UploadStore;

class MemoryBatchesTest extends BatchStoreContract {
  private final MemoryUploads uploads = new MemoryUploads(MovableClock.inTheNewYear());
  private final MemoryBatches batches = new MemoryBatches(uploads);

  @Override
  protected BatchStore batches() {
    return batches;
  }

  @Override
  protected UploadStore uploads() {
    return uploads;
  }
}
