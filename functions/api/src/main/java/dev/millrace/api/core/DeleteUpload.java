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
import java.util.Set;
import java.util.function.Predicate;

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

  /// What came of the wish.
  public sealed interface Outcome {
    /// The tenant has no such upload.
    record NoUpload() implements Outcome {}

    /// It is deleted.
    record Deleted(Upload upload) implements Outcome {}

    /// It is not as whoever wants it deleted has seen it last.
    record Changed(Upload upload) implements Outcome {}
  }

  /// Deletes an upload.
  public Outcome delete(UploadRef ref) {
    return delete(ref, _ -> true);
  }

  /// Deletes an upload that stands at one of some versions.
  public Outcome delete(UploadRef ref, Set<Long> versions) {
    return delete(ref, upload -> versions.contains(upload.version()));
  }

  private Outcome delete(UploadRef ref, Predicate<Upload> expected) {
    return uploads
        .change(ref, upload -> expected.test(upload) ? deleted(upload) : Optional.empty())
        .or(() -> uploads.find(ref))
        .map(DeleteUpload::outcome)
        .orElseGet(Outcome.NoUpload::new);
  }

  private static Outcome outcome(Upload upload) {
    return upload.state() == UploadState.DELETED
        ? new Outcome.Deleted(upload)
        : new Outcome.Changed(upload);
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
