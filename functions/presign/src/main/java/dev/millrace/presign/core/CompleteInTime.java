package dev.millrace.presign.core;

import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.multipart.CompleteUpload;
import dev.millrace.upload.multipart.CompleteUpload.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Completes uploads within the time that a caller waits. S3 may take longer to put parts together;
/// then it goes on by itself, and whoever asks next, or the sweeper, finds what has come of it.
public final class CompleteInTime {
  private final CompleteUpload completeUpload;
  private final Uploads uploads;
  private final ExecutorService threads;
  private final Duration patience;

  public CompleteInTime(
      CompleteUpload completeUpload, Uploads uploads, ExecutorService threads, Duration patience) {
    this.completeUpload = completeUpload;
    this.uploads = uploads;
    this.threads = threads;
    this.patience = patience;
  }

  /// Completes an upload.
  ///
  /// @param named the parts as its sender knows them, number → entity tag; may be empty
  /// @return empty if there is no such upload
  public Optional<Outcome> complete(UploadRef ref, Map<Integer, String> named) {
    Future<Optional<Outcome>> completion =
        threads.submit(() -> completeUpload.complete(ref, named));
    try {
      return completion.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return uploads.find(ref).map(Outcome.UnderWay::new);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }
}
