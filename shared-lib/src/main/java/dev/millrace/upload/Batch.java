package dev.millrace.upload;

import java.time.Instant;
import java.util.List;

/// Uploads that were created in one call, and those that joined them.
public record Batch(String tenantId, String batchId, List<String> uploadIds, Instant createdAt) {
  /// How many uploads it may have.
  public static final int MOST = 100;

  public Batch {
    uploadIds = List.copyOf(uploadIds);
  }

  /// {@return whether an upload is one of it, or may become one}
  public boolean mayHold(String uploadId) {
    return uploadIds.contains(uploadId) || uploadIds.size() < MOST;
  }

  /// {@return its uploads}
  public List<UploadRef> uploads() {
    return uploadIds.stream().map(uploadId -> new UploadRef(tenantId, uploadId)).toList();
  }
}
