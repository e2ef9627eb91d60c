package dev.millrace.api.core;

import dev.millrace.api.core.Waiting.Awaited;
import dev.millrace.upload.Batch;
import dev.millrace.upload.BatchStore;
import dev.millrace.upload.ResultPart.Image;
import dev.millrace.upload.Upload;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Puts together what was seen on the images of a batch.
public final class ReadBatchResult {
  private final BatchStore batches;
  private final ReadResult results;
  private final Waiting waiting;

  public ReadBatchResult(BatchStore batches, ReadResult results, Waiting waiting) {
    this.batches = batches;
    this.results = results;
    this.waiting = waiting;
  }

  /// What there is of a batch.
  ///
  /// @param terminal whether every upload has ended
  /// @param results one for each upload, in the order of the batch; of an upload without a result
  ///   one that is empty
  /// @param combined the images taken together, if they can be
  /// @param turnedAway whether there was no room to wait for more
  public record BatchResult(
      boolean terminal,
      List<Result> results,
      Optional<CombinedImages> combined,
      boolean turnedAway) {
    public BatchResult {
      results = List.copyOf(results);
    }
  }

  /// {@return what there is of a batch once all of it has ended, but no later than after the wait,
  /// and at once if there is no room to wait; empty if there is no such batch}
  public Optional<BatchResult> read(String tenantId, String batchId, Duration wait) {
    return batches.find(tenantId, batchId).map(batch -> read(batch, wait));
  }

  private BatchResult read(Batch batch, Duration wait) {
    Awaited<List<Upload>> awaited =
        waiting.await(
            batch.tenantId(),
            batches.uploads(batch),
            () -> batches.uploads(batch),
            ReadBatchResult::terminal,
            wait);
    List<Result> found = awaited.value().stream().map(this::result).toList();
    List<Image> images = found.stream().map(Result::image).filter(Objects::nonNull).toList();
    return new BatchResult(
        terminal(awaited.value()), found, CombinedImages.of(images), awaited.turnedAway());
  }

  private Result result(Upload upload) {
    return results.read(upload) instanceof ReadResult.Outcome.Found(Result result)
        ? result
        : Result.none(upload);
  }

  private static boolean terminal(List<Upload> uploads) {
    return uploads.stream().allMatch(upload -> upload.state().terminal());
  }
}
