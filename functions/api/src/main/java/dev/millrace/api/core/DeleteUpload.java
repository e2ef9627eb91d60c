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

/// Makes an upload a tombstone. What there is of it is erased by the sweeper, once no worker can
/// add to it any more.
public final class DeleteUpload {
  private final Uploads uploads;
  private final RunStore runs;
  private final Clock clock;

  public DeleteUpload(Uploads uploads, RunStore runs, Clock clock) {
    this.uploads = uploads;
    this.runs = runs;
    this.clock = clock;
  }

  /// {@return the deleted upload, or empty if there is none}
  public Optional<Upload> delete(UploadRef ref) {
    return uploads.change(ref, this::deleted).or(() -> uploads.find(ref));
  }

  private Optional<Change> deleted(Upload upload) {
    if (upload.state() == UploadState.DELETED) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    CurrentRun run = CurrentRun.of(upload, runs);
    return Optional.of(run.endedBy(Change.quietly(upload.deleted(now, run.quietFrom(now))), now));
  }
}
