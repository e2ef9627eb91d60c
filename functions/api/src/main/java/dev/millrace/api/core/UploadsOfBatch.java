package dev.millrace.api.core;

import dev.millrace.page.Page;
import dev.millrace.upload.Batch;
import dev.millrace.upload.BatchStore;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadList;
import dev.millrace.upload.UploadState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The uploads of one batch, newest first: few enough to be read as a whole.
public final class UploadsOfBatch implements UploadList {
  private final BatchStore batches;
  private final Batch batch;

  public UploadsOfBatch(BatchStore batches, Batch batch) {
    this.batches = batches;
    this.batch = batch;
  }

  @Override
  public Page<Upload> list(
      String tenantId, Set<UploadState> states, int limit, Optional<String> after) {
    List<Upload> rest =
        batches.uploads(batch).stream()
            .filter(upload -> states.contains(upload.state()))
            .filter(upload -> after.isEmpty() || place(upload).compareTo(after.get()) < 0)
            .sorted(Comparator.comparing(UploadsOfBatch::place).reversed())
            .toList();
    List<Upload> page = rest.subList(0, Math.min(limit, rest.size()));
    return new Page<>(page, rest.size() > limit ? place(page.getLast()) : null);
  }

  private static String place(Upload upload) {
    return "%013d#%s".formatted(upload.createdAt().toEpochMilli(), upload.ref().uploadId());
  }
}
