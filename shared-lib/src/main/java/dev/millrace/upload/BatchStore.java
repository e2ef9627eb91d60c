package dev.millrace.upload;

import java.util.List;
import java.util.Optional;

/// Where batches are kept.
public interface BatchStore {
  /// Keeps a batch, in place of an earlier try of the same.
  void save(Batch batch);

  /// Adds an upload to a batch, unless it is one of it already.
  ///
  /// @return whether it is one of it now; not if there is no such batch, or it has no room
  boolean add(UploadRef upload, String batchId);

  /// {@return a batch of a tenant}
  Optional<Batch> find(String tenantId, String batchId);

  /// {@return the uploads of a batch as they stand, in its order}
  List<Upload> uploads(Batch batch);
}
