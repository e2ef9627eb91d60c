package dev.millrace.sweeper.core;

import dev.millrace.sweeper.core.UploadFiles.Deleted;
import dev.millrace.upload.Change;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Erases what is left of uploads that nobody wants any more, some of it at a time: of a cancelled
/// or expired one its bytes, of a deleted one everything but a tombstone. Subscribers hear that an
/// upload is deleted when it is.
public final class EraseUpload {
  private final Uploads uploads;
  private final UploadFiles files;
  private final UploadRows rows;
  private final Clock clock;

  public EraseUpload(Uploads uploads, UploadFiles files, UploadRows rows, Clock clock) {
    this.uploads = uploads;
    this.files = files;
    this.rows = rows;
    this.clock = clock;
  }

  Optional<Repaired> repair(Upload due) {
    return uploads.find(due.ref()).filter(upload -> stillDue(due, upload)).flatMap(this::erase);
  }

  private Optional<Repaired> erase(Upload due) {
    Deleted deleted = files.delete(due);
    return due.state() == UploadState.DELETED ? erase(due, deleted) : clear(due, deleted);
  }

  private Optional<Repaired> clear(Upload due, Deleted deleted) {
    return deleted.nothing()
        ? quietly(due, Upload::settled).map(_ -> Repaired.UPLOAD_CLEARED)
        : Optional.of(Repaired.UPLOAD_PARTLY_ERASED);
  }

  private Optional<Repaired> erase(Upload due, Deleted deleted) {
    int deletedRows = rows.delete(due);
    if (deleted.nothing() && deletedRows == 0) {
      return change(due, upload -> Change.to(upload.erased(clock.instant())))
          .map(_ -> Repaired.UPLOAD_ERASED);
    }
    return quietly(due, upload -> upload.erasing(deleted.objects(), deleted.parts(), deletedRows))
        .map(_ -> Repaired.UPLOAD_PARTLY_ERASED);
  }

  private Optional<Upload> quietly(Upload due, UnaryOperator<Upload> step) {
    return change(due, upload -> Change.quietly(step.apply(upload)));
  }

  /// Another sweeper may have been faster, or the tenant may have deleted what it had cancelled.
  private Optional<Upload> change(Upload due, Function<Upload, Change> decision) {
    return uploads.change(
        due.ref(),
        upload -> stillDue(due, upload) ? Optional.of(decision.apply(upload)) : Optional.empty());
  }

  private boolean stillDue(Upload due, Upload upload) {
    return upload.state() == due.state() && upload.dueBy(clock.instant());
  }
}
