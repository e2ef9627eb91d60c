package dev.millrace.sweeper.core;

import dev.millrace.event.EventData.Reason;
import dev.millrace.malware.ScanVerdict;
import dev.millrace.upload.Change;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.Scan;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Quarantine;
import java.time.Clock;
import java.util.Optional;

/// Quarantines an upload whose scanner has not told its verdict in time.
public final class MissVerdict {
  private static final ScanVerdict NONE =
      new ScanVerdict.Unscannable("the scanner told no verdict in time");
  private static final Reason MISSING = new Reason("object_missing", "The uploaded file is gone.");

  private final Uploads uploads;
  private final OriginalStore originals;
  private final Quarantine quarantine;
  private final Clock clock;

  public MissVerdict(Uploads uploads, OriginalStore originals, Quarantine quarantine, Clock clock) {
    this.uploads = uploads;
    this.originals = originals;
    this.quarantine = quarantine;
    this.clock = clock;
  }

  Optional<Repaired> repair(Upload due) {
    if (uploads.find(due.ref()).filter(this::stillWaits).isEmpty()) {
      return Optional.empty();
    }
    Optional<StoredObject> object = originals.head(due.objectKey());
    return object
        .flatMap(stored -> quarantine.lock(stored, NONE))
        .or(() -> object.isPresent() ? Optional.empty() : fail(due))
        .map(_ -> Repaired.VERDICT_MISSED);
  }

  private Optional<Upload> fail(Upload due) {
    return uploads.change(
        due.ref(),
        upload ->
            stillWaits(upload)
                ? Optional.of(Change.to(upload.ended(UploadState.FAILED, MISSING, clock.instant())))
                : Optional.empty());
  }

  private boolean stillWaits(Upload upload) {
    return upload.state() == UploadState.VERIFYING
        && upload.scan() == Scan.PENDING
        && upload.dueBy(clock.instant());
  }
}
