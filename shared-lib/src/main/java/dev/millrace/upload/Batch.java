package dev.millrace.upload;

import java.time.Instant;
import java.util.List;

/// Uploads that were created in one call.
public record Batch(String tenantId, String batchId, List<String> uploadIds, Instant createdAt) {
  /// How many uploads it may have.
  public static final int MOST = 100;

  public Batch {
    uploadIds = List.copyOf(uploadIds);
  }

  /// {@return its uploads}
  public List<UploadRef> uploads() {
    return uploadIds.stream().map(uploadId -> new UploadRef(tenantId, uploadId)).toList();
  }
}
