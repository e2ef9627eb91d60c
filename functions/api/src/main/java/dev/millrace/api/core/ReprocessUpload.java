package dev.millrace.api.core;

import dev.millrace.upload.Change;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Processes the bytes of an upload that has ended once more, as a new run. The run waits, free,
/// for the sweeper to tell the pipeline of it.
public final class ReprocessUpload {
  private static final Set<UploadState> AGAIN =
      EnumSet.of(
          UploadState.COMPLETED, UploadState.PARTIAL, UploadState.FAILED, UploadState.DUPLICATE);

  private final Uploads uploads;
  private final RunStore runs;
  private final Clock clock;

  public ReprocessUpload(Uploads uploads, RunStore runs, Clock clock) {
    this.uploads = uploads;
    this.runs = runs;
    this.clock = clock;
  }

  /// What came of the wish.
  public sealed interface Outcome {
    /// The tenant has no such upload.
    record NoUpload() implements Outcome {}

    /// The new run waits.
    record Accepted(Upload upload) implements Outcome {}

    /// The upload has not ended, or is not there to be processed.
    record Refused(Upload upload) implements Outcome {}
  }

  /// Starts a new run.
  public Outcome reprocess(UploadRef ref) {
    return uploads
        .change(ref, this::restarted)
        .<Outcome>map(Outcome.Accepted::new)
        .or(() -> uploads.find(ref).map(Outcome.Refused::new))
        .orElseGet(Outcome.NoUpload::new);
  }

  private Optional<Change> restarted(Upload upload) {
    return AGAIN.contains(upload.state())
        ? lastRun(upload).map(last -> restarted(upload, last.object()))
        : Optional.empty();
  }

  private Change restarted(Upload upload, StoredObject object) {
    Instant now = clock.instant();
    Run next = Run.of(object, upload.runNumber() + 1, upload.file().kind(), now);
    return Change.quietly(upload.restarted(next.runId(), now)).with(next, next);
  }

  private Optional<Run> lastRun(Upload upload) {
    return Optional.ofNullable(upload.runId()).flatMap(runId -> runs.find(upload.ref(), runId));
  }
}
