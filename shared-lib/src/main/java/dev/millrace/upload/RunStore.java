package dev.millrace.upload;

import java.time.Duration;
import java.util.Optional;

/// Where runs are kept, and the leases on them.
public interface RunStore {
  /// Takes a run for a worker: creates it if it is new, takes it over if its lease has run out.
  ///
  /// @param owner unique to this try, so that a worker never mistakes another's lease for its own
  Claim claim(Run wanted, String owner, Duration lease);

  /// {@return whether the worker still held the run, whose lease now lasts longer}
  boolean renew(Run claimed, Duration lease);

  /// Writes how far a claimed run has come: its checkpoint and its attempts, nothing else.
  ///
  /// @return whether the worker still held the run; if not, nothing was written
  boolean checkpoint(Run claimed);

  /// {@return a run as it stands}
  Optional<Run> find(UploadRef upload, String runId);

  /// What came of the wish to take a run.
  sealed interface Claim {
    /// The run is the worker's until its lease ends.
    record Claimed(Run run) implements Claim {}

    /// Another worker has it; whoever asks is a duplicate.
    record Busy(Run run) implements Claim {}

    /// It is over.
    record Ended(Run run) implements Claim {}
  }
}
