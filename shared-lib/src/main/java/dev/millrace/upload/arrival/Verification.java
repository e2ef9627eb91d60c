package dev.millrace.upload.arrival;

import dev.millrace.event.EventData.Reason;
import dev.millrace.malware.ScanVerdict;
import dev.millrace.malware.ScannerUnavailableException;
import dev.millrace.upload.Change;
import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.Run;
import dev.millrace.upload.Scan;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Inspection.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Finds out whether the bytes of a run are what their sender declared, and new to the tenant.
public final class Verification {
  private static final Duration UNTIL_SCANNED_AGAIN = Duration.ofMinutes(1);

  private final Uploads uploads;
  private final OriginalStore originals;
  private final Inspection inspection;
  private final Duration scannerPatience;
  private final Quarantine quarantine;
  private final Duplicates duplicates;
  private final Clock clock;

  /// @param scannerPatience how long a scanner may be out of reach before a file counts as
  ///   unscannable
  public Verification(
      Uploads uploads,
      OriginalStore originals,
      Inspection inspection,
      Duration scannerPatience,
      Quarantine quarantine,
      Duplicates duplicates,
      Clock clock) {
    this.uploads = uploads;
    this.originals = originals;
    this.inspection = inspection;
    this.scannerPatience = scannerPatience;
    this.quarantine = quarantine;
    this.duplicates = duplicates;
    this.clock = clock;
  }

  /// What is to be done with a run.
  sealed interface Outcome {
    /// Its bytes may be processed.
    record Fit(Upload upload) implements Outcome {}

    /// They may not, for the reason given, which the upload tells too.
    record Unfit(String reason) implements Outcome {}
  }

  /// Looks at the bytes of a run, unless a worker before has done so.
  Outcome verify(Run run) {
    Upload upload = uploads.find(run.upload()).orElseThrow();
    if (upload.state().terminal()) {
      return new Outcome.Unfit("already_done");
    }
    Optional<StoredObject> stored = originals.head(run.object().key());
    if (stored.isEmpty()) {
      return refuse(run, UploadState.FAILED, "object_missing", "The uploaded file is gone.");
    }
    if (run.object().replacedBy(stored.get())) {
      return refuse(
          run, UploadState.REJECTED, "object_replaced", "Another file has taken its place.");
    }
    if (upload.state() != UploadState.VERIFYING) {
      return new Outcome.Fit(upload);
    }
    return upload
        .wrongSize(run.object().size())
        .map(reason -> refuse(run, UploadState.REJECTED, reason))
        .orElseGet(() -> inspect(upload, run));
  }

  private Outcome inspect(Upload upload, Run run) {
    try {
      return switch (inspection.inspect(run.object(), upload.file().filename())) {
        case Finding.Unsafe(ScanVerdict verdict) -> lock(run, verdict);
        case Finding.Content content -> judge(upload, run, content);
      };
    } catch (ScannerUnavailableException e) {
      System.getLogger(Verification.class.getName())
          .log(System.Logger.Level.WARNING, "a file has to wait for the scanner", e);
      return postpone(upload, run);
    }
  }

  private Outcome judge(Upload upload, Run run, Finding.Content content) {
    DeclaredFile file = upload.file();
    if (file.sha256() != null && !file.sha256().equals(content.sha256())) {
      return refuse(
          run,
          UploadState.REJECTED,
          "checksum_mismatch",
          "The file's SHA-256 is %s; %s was declared.".formatted(content.sha256(), file.sha256()));
    }
    if (!file.mayBe(content.detectedType())) {
      return refuse(
          run,
          UploadState.REJECTED,
          "type_mismatch",
          "The file was declared as %s but is %s."
              .formatted(file.contentType(), content.detectedType()));
    }
    Optional<Upload> earlier =
        run.number() == 1
            ? duplicates.of(run.upload().tenantId(), file.kind(), content.sha256())
            : Optional.empty();
    return earlier
        .map(original -> end(run, current -> current.duplicating(original, clock.instant())))
        .orElseGet(() -> accept(run, content));
  }

  private Outcome accept(Run run, Finding.Content content) {
    return uploads
        .change(
            run.upload(),
            current ->
                current.mayBecome(UploadState.QUEUED)
                    ? Optional.of(Change.to(verified(current, run.object().size(), content)))
                    : Optional.empty())
        .<Outcome>map(Outcome.Fit::new)
        .orElseGet(() -> new Outcome.Unfit("already_done"));
  }

  private Upload verified(Upload upload, long size, Finding.Content content) {
    Upload verified =
        upload.sized(size).verified(content.detectedType(), content.sha256(), clock.instant());
    return content.scanned() ? verified.scanned(Scan.CLEAN) : verified;
  }

  private Outcome lock(Run run, ScanVerdict verdict) {
    quarantine.lock(run, verdict);
    return new Outcome.Unfit("quarantined");
  }

  /// Gives the run back, as if it had not been taken; the sweeper tells of it again.
  private Outcome postpone(Upload upload, Run run) {
    Instant now = clock.instant();
    Instant since = upload.uploadedAt() == null ? upload.createdAt() : upload.uploadedAt();
    if (since.plus(scannerPatience).isBefore(now)) {
      return lock(run, new ScanVerdict.Unscannable("the scanner is out of reach"));
    }
    uploads.change(
        run.upload(),
        current ->
            Optional.of(
                Change.quietly(current).with(run, run.givenBack(now.plus(UNTIL_SCANNED_AGAIN)))));
    return new Outcome.Unfit("scanner_unavailable");
  }

  private Outcome refuse(Run run, UploadState end, String code, String message) {
    return refuse(run, end, new Reason(code, message));
  }

  private Outcome refuse(Run run, UploadState end, Reason reason) {
    return end(run, upload -> upload.ended(end, reason, clock.instant()));
  }

  private Outcome end(Run run, UnaryOperator<Upload> end) {
    return uploads
        .change(
            run.upload(),
            upload ->
                upload.state().terminal()
                    ? Optional.empty()
                    : Optional.of(
                        Change.to(end.apply(upload)).with(run, run.ended(clock.instant()))))
        .map(ended -> new Outcome.Unfit(reason(ended)))
        .orElseGet(() -> new Outcome.Unfit("already_done"));
  }

  private static String reason(Upload ended) {
    return ended.error() == null ? "duplicate" : ended.error().code();
  }
}
