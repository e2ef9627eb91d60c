package dev.millrace.upload.arrival;

import dev.millrace.upload.Change;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.RunStore.Claim;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.Uploads;
import java.time.Clock;
import java.time.Duration;

/// Gives runs to workers: each to one at a time, and to none once it has died too often.
public final class RunClaims {
  private final Uploads uploads;
  private final RunStore runs;
  private final Duration lease;
  private final Clock clock;

  /// @param lease how long a run stays with a worker that does not renew it
  public RunClaims(Uploads uploads, RunStore runs, Duration lease, Clock clock) {
    this.uploads = uploads;
    this.runs = runs;
    this.lease = lease;
    this.clock = clock;
  }

  /// What came of the wish for a run.
  public sealed interface Claimed {
    /// The run is the worker's.
    record Taken(Run run) implements Claimed {}

    /// It is not, for the reason given.
    record Refused(String reason) implements Claimed {}
  }

  /// {@return the run over an object, new or as it stands}
  ///
  /// @param owner unique to this try
  public Claimed claim(StoredObject object, Upload upload, String owner) {
    Run wanted =
        Run.of(object, upload.runNumber(), upload.file().kind(), clock.instant().plus(lease));
    return claim(wanted, owner);
  }

  /// {@return the run}
  ///
  /// @param owner unique to this try
  public Claimed claim(Run wanted, String owner) {
    return switch (runs.claim(wanted, owner, lease)) {
      case Claim.Busy _ -> new Claimed.Refused("already_in_work");
      case Claim.Ended _ -> new Claimed.Refused("already_done");
      case Claim.Claimed(Run run) when run.attempts() > Run.MAX_ATTEMPTS -> giveUp(run);
      case Claim.Claimed(Run run) -> new Claimed.Taken(run);
    };
  }

  private Claimed giveUp(Run run) {
    uploads.change(run.upload(), upload -> Change.givenUp(upload, run, clock.instant()));
    return new Claimed.Refused("given_up");
  }
}
