package dev.millrace.inference.core;

import dev.millrace.upload.Admission.Verdict;
import dev.millrace.upload.Change;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.RunStore.Claim;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.Uploads;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Takes over the runs of documents whose text lies ready: each once, under a lease.
public final class TakeOver {
  private final Uploads uploads;
  private final RunStore runs;
  private final Duration lease;
  private final Clock clock;

  public TakeOver(Uploads uploads, RunStore runs, Duration lease, Clock clock) {
    this.uploads = uploads;
    this.runs = runs;
    this.lease = lease;
    this.clock = clock;
  }

  /// {@return whether the run whose list of chunks has arrived is now the owner's}
  Verdict of(ObjectKey.Derived manifest, String owner) {
    Optional<Upload> upload = uploads.find(manifest.upload());
    Optional<Run> found = runs.find(manifest.upload(), manifest.runId());
    if (upload.isEmpty() || found.isEmpty() || found.get().awaits(Stage.EXTRACTING)) {
      return new Verdict.Dismissed("not_extracted");
    }
    return switch (runs.claim(found.get(), owner, lease)) {
      case Claim.Busy _ -> new Verdict.Dismissed("already_in_work");
      case Claim.Ended _ -> new Verdict.Dismissed("already_done");
      case Claim.Claimed(Run run) when run.attempts() > Run.MAX_ATTEMPTS -> giveUp(run);
      case Claim.Claimed(Run run) -> new Verdict.Admitted(upload.get(), run);
    };
  }

  private Verdict giveUp(Run run) {
    uploads.change(run.upload(), upload -> Change.givenUp(upload, run, clock.instant()));
    return new Verdict.Dismissed("inference_crashed");
  }
}
