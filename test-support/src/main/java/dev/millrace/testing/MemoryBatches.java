package dev.millrace.testing;

import dev.millrace.upload.Batch;
import dev.millrace.upload.BatchStore;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Batches in memory.
public final class MemoryBatches implements BatchStore {
  private final UploadStore uploads;
  private final Map<String, Batch> batches = new ConcurrentHashMap<>();

  /// @param uploads where their uploads are
  public MemoryBatches(UploadStore uploads) {
    this.uploads = uploads;
  }

  @Override
  public void save(Batch batch) {
    batches.put(batch.tenantId() + "#" + batch.batchId(), batch);
  }

  @Override
  public boolean add(UploadRef upload, String batchId) {
    Batch grown =
        batches.computeIfPresent(
            upload.tenantId() + "#" + batchId, (_, batch) -> with(batch, upload.uploadId()));
    return grown != null && grown.uploadIds().contains(upload.uploadId());
  }

  private static Batch with(Batch batch, String uploadId) {
    if (batch.uploadIds().contains(uploadId) || !batch.mayHold(uploadId)) {
      return batch;
    }
    List<String> ids = new ArrayList<>(batch.uploadIds());
    ids.add(uploadId);
    return new Batch(batch.tenantId(), batch.batchId(), ids, batch.createdAt());
  }

  @Override
  public Optional<Batch> find(String tenantId, String batchId) {
    return Optional.ofNullable(batches.get(tenantId + "#" + batchId));
  }

  @Override
  public List<Upload> uploads(Batch batch) {
    return batch.uploads().stream().flatMap(ref -> uploads.find(ref).stream()).toList();
  }
}
