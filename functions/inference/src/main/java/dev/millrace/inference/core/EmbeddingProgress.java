package dev.millrace.inference.core;

import dev.millrace.upload.Change;
import dev.millrace.upload.Progress;
import dev.millrace.upload.Stage;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Writes how many chunks of a document are embedded, at most once a second.
final class EmbeddingProgress {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int FIRST_PERCENT = 65;
  private static final int LAST_PERCENT = 85;

  private final Uploads uploads;
  private final UploadRef upload;
  private final int total;
  private final Clock clock;
  private Instant next;

  EmbeddingProgress(Uploads uploads, UploadRef upload, int total, Clock clock) {
    this.uploads = uploads;
    this.upload = upload;
    this.total = total;
    this.clock = clock;
    this.next = clock.instant();
  }

  /// Tells that so many chunks are done.
  void done(int chunks) {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(INTERVAL);
    int percent = FIRST_PERCENT + (LAST_PERCENT - FIRST_PERCENT) * chunks / total;
    Progress progress = new Progress("chunks", chunks, total);
    uploads.change(
        upload,
        current ->
            current.state() == UploadState.INFERRING
                ? Optional.of(
                    Change.quietly(current.progressed(Stage.EMBEDDING, percent, progress)))
                : Optional.empty());
  }
}
