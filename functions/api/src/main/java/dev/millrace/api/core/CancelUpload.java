package dev.millrace.api.core;

import dev.millrace.upload.Change;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Stops what is being done with an upload. Its bytes are deleted, and so are those still to come.
public final class CancelUpload {
  private final Uploads uploads;
  private final RunStore runs;
  private final Clock clock;

  public CancelUpload(Uploads uploads, RunStore runs, Clock clock) {
    this.uploads = uploads;
    this.runs = runs;
    this.clock = clock;
  }

  /// {@return the upload as it stands then: CANCELLED, or in the state that it had ended in; empty
  /// if there is none}
  public Optional<Upload> cancel(UploadRef ref) {
    return uploads.change(ref, this::cancelled).or(() -> uploads.find(ref));
  }

  private Optional<Change> cancelled(Upload upload) {
    Instant now = clock.instant();
    return upload.state().terminal()
        ? Optional.empty()
        : Optional.of(
            CurrentRun.of(upload, runs)
                .endedBy(Change.to(upload.ended(UploadState.CANCELLED, null, now)), now));
  }
}
