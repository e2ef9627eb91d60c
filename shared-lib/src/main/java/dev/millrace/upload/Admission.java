package dev.millrace.upload;

import dev.millrace.event.EventData.Reason;
import dev.millrace.upload.RunStore.Claim;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Lets an object that has arrived into the pipeline: once, under a lease, and only if it is what
/// its sender declared.
public final class Admission {
  private static final int HEAD_BYTES = 64 * 1024;

  private final Uploads uploads;
  private final RunStore runs;
  private final OriginalStore originals;
  private final ContentDetector detector;
  private final Duration lease;
  private final Clock clock;

  public Admission(
      Uploads uploads,
      RunStore runs,
      OriginalStore originals,
      ContentDetector detector,
      Duration lease,
      Clock clock) {
    this.uploads = uploads;
    this.runs = runs;
    this.originals = originals;
    this.detector = detector;
    this.lease = lease;
    this.clock = clock;
  }

  /// What is to be done with an object.
  public sealed interface Verdict {
    /// The run is the caller's, until its lease ends.
    record Admitted(Upload upload, Run run) implements Verdict {}

    /// There is nothing to do, for the reason given; the message can go.
    record Dismissed(String reason) implements Verdict {}
  }

  /// Looks at an object that has arrived.
  ///
  /// @param owner unique to this try
  public Verdict admit(StoredObject arrived, String owner) {
    Optional<Upload> found = uploads.find(arrived.key().upload());
    if (found.isEmpty()) {
      return new Verdict.Dismissed("no_such_upload");
    }
    Upload upload = found.get();
    String runId = arrived.runId(upload.runNumber());
    if (upload.state().terminal()) {
      return dismissLate(upload, arrived);
    }
    if (upload.runId() != null && !upload.runId().equals(runId)) {
      return new Verdict.Dismissed("superseded");
    }
    if (upload.runId() == null) {
      uploads.change(
          upload.ref(),
          current ->
              current.state().awaitingArrival()
                  ? Optional.of(arrived(current, runId))
                  : Optional.empty());
    }
    Run wanted =
        Run.of(arrived, upload.runNumber(), upload.file().kind(), clock.instant().plus(lease));
    return switch (runs.claim(wanted, owner, lease)) {
      case Claim.Busy _ -> new Verdict.Dismissed("already_in_work");
      case Claim.Ended _ -> new Verdict.Dismissed("already_done");
      case Claim.Claimed(Run run) when run.attempts() > Run.MAX_ATTEMPTS -> giveUp(run);
      case Claim.Claimed(Run run) -> verify(run);
    };
  }

  /// An upload that was completed by its sender has been told of already.
  private Change arrived(Upload upload, String runId) {
    Upload arrived = upload.arrived(runId, clock.instant());
    return upload.state() == UploadState.UPLOADED ? Change.quietly(arrived) : Change.to(arrived);
  }

  private Verdict dismissLate(Upload upload, StoredObject arrived) {
    return switch (upload.state()) {
      case EXPIRED, CANCELLED, DELETED -> {
        originals.delete(arrived);
        yield new Verdict.Dismissed("came_too_late");
      }
      default -> new Verdict.Dismissed("already_done");
    };
  }

  private Verdict giveUp(Run run) {
    uploads.change(run.upload(), upload -> Change.givenUp(upload, run, clock.instant()));
    return new Verdict.Dismissed("processing_crashed");
  }

  private Verdict verify(Run run) {
    Upload upload = uploads.find(run.upload()).orElseThrow();
    if (upload.state() != UploadState.VERIFYING) {
      return new Verdict.Admitted(upload, run);
    }
    Optional<StoredObject> stored = originals.head(run.object().key());
    if (stored.isEmpty()) {
      return refuse(
          run, UploadState.FAILED, new Reason("object_missing", "The uploaded file is gone."));
    }
    long size = run.object().size();
    Optional<Reason> wrongSize = upload.wrongSize(size);
    if (wrongSize.isPresent()) {
      return refuse(run, UploadState.REJECTED, wrongSize.get());
    }
    String detected = detector.detect(head(run.object()), upload.file().filename());
    if (!agrees(upload.file().kind(), detected)) {
      return refuse(
          run,
          UploadState.REJECTED,
          new Reason(
              "type_mismatch",
              "The file was declared as %s but is %s."
                  .formatted(upload.file().contentType(), detected)));
    }
    return uploads
        .change(
            upload.ref(),
            current ->
                current.mayBecome(UploadState.QUEUED)
                    ? Optional.of(
                        Change.to(current.sized(size).verified(detected, clock.instant())))
                    : Optional.empty())
        .<Verdict>map(verified -> new Verdict.Admitted(verified, run))
        .orElseGet(() -> new Verdict.Dismissed("already_done"));
  }

  private Verdict refuse(Run run, UploadState end, Reason reason) {
    uploads.change(
        run.upload(),
        upload ->
            upload.state().terminal()
                ? Optional.empty()
                : Optional.of(
                    Change.to(upload.ended(end, reason, clock.instant()))
                        .with(run, run.ended(clock.instant()))));
    return new Verdict.Dismissed(reason.code());
  }

  private byte[] head(StoredObject object) {
    try (InputStream bytes = originals.open(object, HEAD_BYTES)) {
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + object.key().value(), e);
    }
  }

  private static boolean agrees(Kind declared, String detected) {
    return Kind.ofContentType(detected).filter(declared::mayBe).isPresent();
  }
}
