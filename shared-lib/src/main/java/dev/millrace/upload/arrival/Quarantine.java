package dev.millrace.upload.arrival;

import dev.millrace.event.EventData.Reason;
import dev.millrace.malware.ScanVerdict;
import dev.millrace.upload.Change;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.Run;
import dev.millrace.upload.Scan;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Locks files away that a scanner did not find clean. The object is locked first: dying between
/// the two steps leaves a locked object whose upload is quarantined by the next try.
public final class Quarantine {
  private final Uploads uploads;
  private final OriginalStore originals;
  private final Clock clock;

  public Quarantine(Uploads uploads, OriginalStore originals, Clock clock) {
    this.uploads = uploads;
    this.originals = originals;
    this.clock = clock;
  }

  /// Quarantines an upload that no run has begun with.
  ///
  /// @return the upload, or empty if it has ended already
  public Optional<Upload> lock(StoredObject object, ScanVerdict verdict) {
    return lock(object, verdict, UnaryOperator.identity());
  }

  /// Quarantines an upload and ends the run that looked at it.
  Optional<Upload> lock(Run run, ScanVerdict verdict) {
    return lock(run.object(), verdict, change -> change.with(run, run.ended(clock.instant())));
  }

  private Optional<Upload> lock(
      StoredObject object, ScanVerdict verdict, UnaryOperator<Change> addition) {
    originals.quarantine(object);
    return uploads.change(
        object.key().upload(),
        upload ->
            upload.state().terminal()
                ? Optional.empty()
                : Optional.of(
                    addition.apply(
                        Change.to(
                            upload
                                .scanned(scan(verdict))
                                .ended(
                                    UploadState.QUARANTINED, reason(verdict), clock.instant())))));
  }

  private static Scan scan(ScanVerdict verdict) {
    return switch (verdict) {
      case ScanVerdict.Clean _ -> throw new IllegalArgumentException("a clean file stays free");
      case ScanVerdict.Infected _ -> Scan.INFECTED;
      case ScanVerdict.Encrypted _, ScanVerdict.Unscannable _ -> Scan.UNSCANNABLE;
    };
  }

  private static Reason reason(ScanVerdict verdict) {
    return switch (verdict) {
      case ScanVerdict.Clean _ -> throw new IllegalArgumentException("a clean file stays free");
      case ScanVerdict.Infected(String signature) ->
          new Reason("malware_found", "The file is infected: %s.".formatted(signature));
      case ScanVerdict.Encrypted _ -> unscannable("it is encrypted");
      case ScanVerdict.Unscannable(String cause) -> unscannable(cause);
    };
  }

  private static Reason unscannable(String cause) {
    return new Reason(
        "unscannable", "The file could not be scanned for malware: %s.".formatted(cause));
  }
}
