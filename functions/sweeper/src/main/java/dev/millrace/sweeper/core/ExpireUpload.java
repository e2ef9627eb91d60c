package dev.millrace.sweeper.core;

import dev.millrace.event.EventData.Reason;
import dev.millrace.upload.ArrivalQueue;
import dev.millrace.upload.Change;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Gives up an upload whose bytes have not come; if they lie there, only their arrival was not
/// heard of, and it is told again.
public final class ExpireUpload {
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final Reason EXPIRED =
      new Reason("upload_expired", "The file did not arrive in time.");

  private final Uploads uploads;
  private final OriginalStore originals;
  private final ArrivalQueue arrivals;
  private final Clock clock;

  public ExpireUpload(
      Uploads uploads, OriginalStore originals, ArrivalQueue arrivals, Clock clock) {
    this.uploads = uploads;
    this.originals = originals;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  Optional<Repaired> repair(Upload due) {
    Instant now = clock.instant();
    Optional<StoredObject> stored = originals.head(due.objectKey());
    stored.ifPresent(arrivals::send);
    return uploads
        .change(
            due.ref(),
            upload ->
                upload.state().awaitingArrival() && upload.dueBy(now)
                    ? Optional.of(
                        stored.isPresent()
                            ? Change.quietly(upload.awaitedUntil(now.plus(PATIENCE)))
                            : Change.to(upload.ended(UploadState.EXPIRED, EXPIRED, now)))
                    : Optional.empty())
        .map(_ -> stored.isPresent() ? Repaired.ARRIVAL_SENT_AGAIN : Repaired.UPLOAD_EXPIRED);
  }
}
