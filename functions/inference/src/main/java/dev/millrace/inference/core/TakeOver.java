package dev.millrace.inference.core;

import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Admission.Verdict;
import dev.millrace.upload.arrival.RunClaims;
import dev.millrace.upload.arrival.RunClaims.Claimed;
import java.util.Optional;

/// Takes over the runs of documents whose text lies ready: each once, under a lease.
public final class TakeOver {
  private final Uploads uploads;
  private final RunStore runs;
  private final RunClaims claims;

  public TakeOver(Uploads uploads, RunStore runs, RunClaims claims) {
    this.uploads = uploads;
    this.runs = runs;
    this.claims = claims;
  }

  /// {@return whether the run whose list of chunks has arrived is now the owner's}
  Verdict of(ObjectKey.Derived manifest, String owner, RunLease.Keeper leases) {
    Optional<Upload> upload = uploads.find(manifest.upload());
    Optional<Run> found = runs.find(manifest.upload(), manifest.runId());
    if (upload.isEmpty() || found.isEmpty() || found.get().awaits(Stage.EXTRACTING)) {
      return new Verdict.Dismissed("not_extracted");
    }
    return switch (claims.claim(found.get(), owner)) {
      case Claimed.Refused(String reason) -> new Verdict.Dismissed(reason);
      case Claimed.Taken(Run run) -> new Verdict.Admitted(upload.get(), run, leases.keep(run));
    };
  }
}
