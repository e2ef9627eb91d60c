package dev.millrace.api.core;

import dev.millrace.upload.Change;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.Upload;
import java.time.Instant;
import java.util.Optional;

/// The run that an upload is in, if it is in one.
record CurrentRun(Optional<Run> run) {
  static CurrentRun of(Upload upload, RunStore runs) {
    return new CurrentRun(
        Optional.ofNullable(upload.runId())
            .flatMap(runId -> runs.find(upload.ref(), runId))
            .filter(run -> run.endedAt() == null));
  }

  /// {@return a change together with the end of the run, whose worker notices when it renews its
  /// lease}
  Change endedBy(Change change, Instant now) {
    return run.map(current -> change.with(current, current.ended(now))).orElse(change);
  }

  /// {@return when nobody works on the upload any more that has not noticed its end}
  Instant quietFrom(Instant now) {
    return run.filter(current -> current.owner() != null)
        .map(Run::leaseUntil)
        .filter(now::isBefore)
        .orElse(now);
  }
}
