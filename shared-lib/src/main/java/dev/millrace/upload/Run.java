package dev.millrace.upload;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One pass of the pipeline over one version of an upload's bytes.
///
/// @param pendingStages what is still to be done; whoever empties it ends the upload
/// @param owner the worker that holds the lease, if any does
/// @param leaseUntil when the sweeper takes care of it, unless the lease is renewed
/// @param attempts how often a worker has taken it since it last got on
/// @param heavy whether only the heavy extraction can read its document
/// @param checkpoint how far its document has been read, unless that is nothing or all
public record Run(
    UploadRef upload,
    String runId,
    int number,
    StoredObject object,
    Set<Stage> pendingStages,
    @Nullable String owner,
    Instant leaseUntil,
    int attempts,
    boolean heavy,
    @Nullable Checkpoint checkpoint,
    @Nullable Instant endedAt) {
  /// A run that died this often without getting on is given up.
  public static final int MAX_ATTEMPTS = 3;

  public Run {
    pendingStages = Set.copyOf(pendingStages);
  }

  /// {@return a run that nobody has taken yet}
  public static Run of(StoredObject object, int number, Kind kind, Instant leaseUntil) {
    return new Run(
        object.key().upload(),
        object.runId(number),
        number,
        object,
        kind.stages(),
        null,
        leaseUntil,
        0,
        false,
        null,
        null);
  }

  /// {@return whether any of the stages is still to be done}
  public boolean awaits(Stage... stages) {
    return Set.of(stages).stream().anyMatch(pendingStages::contains);
  }

  /// {@return this run with stages done, free for the next worker to take until the time given}
  public Run handedOver(Set<Stage> done, Instant until) {
    Set<Stage> left = new TreeSet<>(pendingStages);
    left.removeAll(done);
    return new Run(upload, runId, number, object, left, null, until, 0, heavy, null, null);
  }

  /// {@return how far its document has been read}
  public Checkpoint reached() {
    return checkpoint == null ? Checkpoint.START : checkpoint;
  }

  /// {@return this run got on to a checkpoint: its worker counts as the first since then}
  public Run at(Checkpoint next) {
    return copy(owner, leaseUntil, 1, next);
  }

  /// {@return this run with the page that may kill its worker, or 0 to clear it}
  public Run suspecting(int page) {
    return copy(owner, leaseUntil, attempts, reached().suspecting(page));
  }

  /// {@return this run left by a worker that has run out of time, for the next one to go on with}
  public Run continued(Instant until) {
    return copy(null, until, 0, reached().handedOver());
  }

  /// {@return this run left to the heavy extraction, which begins at the first page}
  public Run forHeavy(Instant until) {
    return new Run(
        upload, runId, number, object, pendingStages, null, until, 0, true, null, endedAt);
  }

  /// {@return this run given back by a worker who found nothing to do in it, as if it had never
  /// been taken}
  public Run givenBack(Instant until) {
    return copy(null, until, attempts - 1, checkpoint);
  }

  /// {@return this run with nothing more to be done}
  public Run ended(Instant now) {
    return new Run(
        upload, runId, number, object, Set.of(), null, leaseUntil, attempts, heavy, null, now);
  }

  /// {@return this run taken from a worker that let its lease run out, free for the next one to
  /// take until the time given}
  public Run freed(Instant until) {
    return copy(null, until, attempts, checkpoint);
  }

  /// {@return this run taken by a worker}
  public Run takenBy(String worker, Instant until) {
    return copy(worker, until, attempts + 1, checkpoint);
  }

  /// {@return this run with its lease renewed}
  public Run renewed(Instant until) {
    return copy(owner, until, attempts, checkpoint);
  }

  private Run copy(
      @Nullable String nextOwner, Instant until, int tries, @Nullable Checkpoint next) {
    return new Run(
        upload,
        runId,
        number,
        object,
        pendingStages,
        nextOwner,
        until,
        tries,
        heavy,
        next,
        endedAt);
  }
}
