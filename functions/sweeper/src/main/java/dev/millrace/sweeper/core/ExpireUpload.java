package dev.millrace.sweeper.core;

import dev.millrace.event.EventData.Reason;
import dev.millrace.upload.ArrivalQueue;
import dev.millrace.upload.Change;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.multipart.CompleteUpload;
import dev.millrace.upload.multipart.CompleteUpload.Outcome;
import dev.millrace.upload.multipart.MultipartStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Looks after an upload that no run has taken up in time. If its bytes lie there, their arrival
/// was not heard of, or whoever heard of it has died, and it is told again; if whoever put its
/// parts together has died, that is done now; else it is given up in the end, and its parts are
/// thrown away.
public final class ExpireUpload {
  private static final Reason EXPIRED =
      new Reason("upload_expired", "The file did not arrive in time.");
  private static final Reason MISSING = new Reason("object_missing", "The uploaded file is gone.");

  private final Uploads uploads;
  private final OriginalStore originals;
  private final MultipartStore multipart;
  private final CompleteUpload completeUpload;
  private final ArrivalQueue arrivals;
  private final Clock clock;

  public ExpireUpload(
      Uploads uploads,
      OriginalStore originals,
      MultipartStore multipart,
      ArrivalQueue arrivals,
      Clock clock) {
    this.uploads = uploads;
    this.originals = originals;
    this.multipart = multipart;
    this.completeUpload = new CompleteUpload(uploads, originals, multipart, clock);
    this.arrivals = arrivals;
    this.clock = clock;
  }

  Optional<Repaired> repair(Upload due) {
    Optional<StoredObject> stored = originals.head(due.objectKey());
    if (stored.isPresent()) {
      arrivals.send(stored.get());
      return change(due, this::found).map(_ -> Repaired.ARRIVAL_SENT_AGAIN);
    }
    return switch (due.state()) {
      case COMPLETING -> complete(due);
      case UPLOADED -> give(due, UploadState.FAILED, MISSING);
      default -> keepOrGive(due);
    };
  }

  /// Whoever put its parts together has died after S3 was done: nobody need wait for him.
  private Change found(Upload upload) {
    return upload.state() == UploadState.COMPLETING
        ? Change.to(upload.uploaded(clock.instant()))
        : Change.quietly(upload.awaitedUntil(upload.nextLook(clock.instant())));
  }

  private Optional<Repaired> complete(Upload due) {
    Outcome outcome = completeUpload.complete(due.ref(), Map.of()).orElseThrow();
    return switch (outcome) {
      case Outcome.Arrived _ -> Optional.of(Repaired.UPLOAD_COMPLETED);
      case Outcome.Ended _ -> Optional.of(Repaired.UPLOAD_EXPIRED);
      case Outcome.TooLarge _ -> Optional.of(Repaired.UPLOAD_REJECTED);
      case Outcome.UnderWay _ -> Optional.empty();
      case Outcome.NoBytes _,
          Outcome.PartsMissing _,
          Outcome.PartMismatch _,
          Outcome.PartChanged _ ->
          keepOrGive(due);
    };
  }

  private Optional<Repaired> keepOrGive(Upload due) {
    return clock.instant().isBefore(due.expiresAt())
        ? change(due, this::kept).map(_ -> Repaired.UPLOAD_KEPT)
        : give(due, UploadState.EXPIRED, EXPIRED);
  }

  private Change kept(Upload upload) {
    Instant next =
        upload.multipart() == null ? upload.nextLook(clock.instant()) : upload.expiresAt();
    return Change.quietly(
        upload.awaitedUntil(next.isBefore(upload.expiresAt()) ? next : upload.expiresAt()));
  }

  private Optional<Repaired> give(Upload due, UploadState end, Reason reason) {
    Optional<Upload> ended =
        change(due, upload -> Change.to(upload.ended(end, reason, clock.instant())));
    ended.ifPresent(multipart::abort);
    return ended.map(_ -> Repaired.UPLOAD_EXPIRED);
  }

  /// Changes an upload unless it has got on since it was found due.
  private Optional<Upload> change(Upload due, Function<Upload, Change> decision) {
    Instant now = clock.instant();
    return uploads.change(
        due.ref(),
        upload ->
            upload.state().awaitingArrival() && upload.dueBy(now)
                ? Optional.of(decision.apply(upload))
                : Optional.empty());
  }
}
