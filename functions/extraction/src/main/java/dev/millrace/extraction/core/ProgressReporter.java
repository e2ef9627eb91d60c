package dev.millrace.extraction.core;

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
import java.util.function.Consumer;

/// Writes how far a run has come, at most once a second.
final class ProgressReporter implements Consumer<Progress> {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Uploads uploads;
  private final UploadRef upload;
  private final Clock clock;
  private Instant next;

  /// @param clock tells when the second is over
  ProgressReporter(Uploads uploads, UploadRef upload, Clock clock) {
    this.uploads = uploads;
    this.upload = upload;
    this.clock = clock;
    this.next = clock.instant().plus(INTERVAL);
  }

  @Override
  public void accept(Progress progress) {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(INTERVAL);
    uploads.change(
        upload,
        current ->
            current.state() == UploadState.EXTRACTING
                ? Optional.of(
                    Change.quietly(
                        current.progressed(
                            Stage.EXTRACTING, ExtractionPercent.of(progress), progress)))
                : Optional.empty());
  }
}
