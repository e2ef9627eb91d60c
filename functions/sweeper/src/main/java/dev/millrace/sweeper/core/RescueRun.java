package dev.millrace.sweeper.core;

import dev.millrace.upload.ArrivalQueue;
import dev.millrace.upload.Change;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.Upload;
import dev.millrace.upload.Uploads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Takes a run from a worker that died and tells the pipeline of its object again, until that has
/// been tried often enough.
public final class RescueRun {
  /// A message waits behind others; asking again too soon would only lengthen the queue.
  private static final int PATIENCE_IN_LEASES = 6;

  private final Uploads uploads;
  private final RunStore runs;
  private final ArrivalQueue arrivals;
  private final Duration patience;
  private final Clock clock;

  /// @param lease of the workers
  public RescueRun(
      Uploads uploads, RunStore runs, ArrivalQueue arrivals, Duration lease, Clock clock) {
    this.uploads = uploads;
    this.runs = runs;
    this.arrivals = arrivals;
    this.patience = lease.multipliedBy(PATIENCE_IN_LEASES);
    this.clock = clock;
  }

  Optional<Repaired> repair(Run due) {
    Instant now = clock.instant();
    return runs.find(due.upload(), due.runId())
        .filter(run -> run.endedAt() == null && run.leaseUntil().isBefore(now))
        .flatMap(run -> uploads.find(run.upload()).flatMap(upload -> repair(upload, run, now)));
  }

  private Optional<Repaired> repair(Upload upload, Run run, Instant now) {
    if (upload.state().terminal()) {
      return uploads
          .change(upload.ref(), current -> closed(current, run, now))
          .map(_ -> Repaired.RUN_CLOSED);
    }
    if (run.attempts() >= Run.MAX_ATTEMPTS) {
      return uploads
          .change(upload.ref(), current -> Change.givenUp(current, run, now))
          .map(_ -> Repaired.RUN_GIVEN_UP);
    }
    arrivals.send(run.object());
    Run freed = run.freed(now.plus(patience));
    return uploads
        .change(upload.ref(), current -> Optional.of(Change.quietly(current).with(run, freed)))
        .map(_ -> Repaired.RUN_SENT_AGAIN);
  }

  private static Optional<Change> closed(Upload upload, Run run, Instant now) {
    return Optional.of(Change.quietly(upload).with(run, run.ended(now)));
  }
}
