package dev.millrace.upload.arrival;

import dev.millrace.malware.MalwareGate;
import dev.millrace.malware.ScanVerdict;
import dev.millrace.upload.Change;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.Scan;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.RunClaims.Claimed;
import dev.millrace.upload.arrival.Verification.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Lets an object that has arrived into the pipeline: once, under a lease, and only if it is safe
/// and what its sender declared.
public final class Admission {
  private final Uploads uploads;
  private final OriginalStore originals;
  private final MalwareGate gate;
  private final Quarantine quarantine;
  private final RunClaims claims;
  private final Verification verification;
  private final Clock clock;

  private Admission(
      Uploads uploads,
      OriginalStore originals,
      MalwareGate gate,
      Quarantine quarantine,
      RunClaims claims,
      Verification verification,
      Clock clock) {
    this.uploads = uploads;
    this.originals = originals;
    this.gate = gate;
    this.quarantine = quarantine;
    this.claims = claims;
    this.verification = verification;
    this.clock = clock;
  }

  /// {@return the admission of files to a function}
  ///
  /// @param detector knows the kinds of files that the function takes
  public static Admission of(
      Uploads uploads,
      RunClaims claims,
      OriginalStore originals,
      KnownContents contents,
      ContentDetector detector,
      MalwareGate gate,
      Clock clock) {
    Quarantine quarantine = new Quarantine(uploads, originals, clock);
    Verification verification =
        new Verification(
            uploads,
            originals,
            new Inspection(originals, detector, gate),
            gate instanceof MalwareGate.Scanning scanning ? scanning.patience() : Duration.ZERO,
            quarantine,
            new Duplicates(contents, uploads),
            clock);
    return new Admission(uploads, originals, gate, quarantine, claims, verification, clock);
  }

  /// What is to be done with an object.
  public sealed interface Verdict {
    /// The run is the caller's for as long as it keeps the lease, which it closes when it is done.
    record Admitted(Upload upload, Run run, RunLease lease) implements Verdict {}

    /// There is nothing to do, for the reason given; the message can go.
    record Dismissed(String reason) implements Verdict {}
  }

  /// Looks at an object that has arrived, or has been scanned.
  ///
  /// @param owner unique to this try
  /// @param leases keep what is claimed while the bytes are read
  public Verdict admit(Arrival.OfOriginal arrival, String owner, RunLease.Keeper leases) {
    return switch (arrival) {
      case Arrival.Stored(StoredObject object) -> admit(object, Optional.empty(), owner, leases);
      case Arrival.Scanned scanned ->
          originals
              .head(scanned.key())
              .filter(scanned::tellsOf)
              .map(object -> admit(object, Optional.of(scanned.verdict()), owner, leases))
              .orElseGet(() -> new Verdict.Dismissed("object_missing"));
    };
  }

  private Verdict admit(
      StoredObject arrived, Optional<ScanVerdict> told, String owner, RunLease.Keeper leases) {
    Optional<Upload> found = uploads.find(arrived.key().upload());
    if (found.isEmpty()) {
      return discard(arrived, "no_such_upload");
    }
    Upload upload = found.get();
    String runId = arrived.runId(upload.runNumber());
    if (upload.state().unwanted()) {
      return discard(arrived, "came_too_late");
    }
    if (upload.runId() != null && !upload.runId().equals(runId)) {
      return discard(arrived, "superseded");
    }
    if (upload.state().terminal()) {
      return new Verdict.Dismissed("already_done");
    }
    Upload entered = upload.runId() == null ? enter(upload, runId) : upload;
    Optional<Verdict> stopped =
        gate instanceof MalwareGate.AwaitingVerdict awaiting
            ? await(entered, arrived, told, awaiting)
            : Optional.empty();
    return stopped.orElseGet(() -> claim(entered, arrived, owner, leases));
  }

  /// Nobody asked for these bytes, or nobody wants them any more.
  private Verdict discard(StoredObject object, String reason) {
    originals.delete(object);
    return new Verdict.Dismissed(reason);
  }

  private Upload enter(Upload upload, String runId) {
    return uploads
        .change(
            upload.ref(),
            current ->
                current.state().awaitingArrival()
                    ? Optional.of(entering(current, runId))
                    : Optional.empty())
        .or(() -> uploads.find(upload.ref()))
        .orElseThrow();
  }

  /// Subscribers have heard of the bytes already if somebody completed the upload.
  private Change entering(Upload upload, String runId) {
    Upload arrived = upload.arrived(runId, clock.instant());
    return upload.state() == UploadState.UPLOADED ? Change.quietly(arrived) : Change.to(arrived);
  }

  /// {@return what keeps an upload from going on, or empty if it has been found clean}
  private Optional<Verdict> await(
      Upload upload,
      StoredObject object,
      Optional<ScanVerdict> told,
      MalwareGate.AwaitingVerdict awaiting) {
    if (upload.scan() == Scan.CLEAN) {
      return Optional.empty();
    }
    if (told.isEmpty()) {
      uploads.change(upload.ref(), current -> pending(current, awaiting));
      return Optional.of(new Verdict.Dismissed("awaits_scan"));
    }
    if (!(told.get() instanceof ScanVerdict.Clean)) {
      quarantine.lock(object, told.get());
      return Optional.of(new Verdict.Dismissed("quarantined"));
    }
    return uploads
            .change(
                upload.ref(),
                current ->
                    current.state() == UploadState.VERIFYING
                        ? Optional.of(Change.quietly(current.scanned(Scan.CLEAN)))
                        : Optional.empty())
            .isPresent()
        ? Optional.empty()
        : Optional.of(new Verdict.Dismissed("already_done"));
  }

  private Optional<Change> pending(Upload upload, MalwareGate.AwaitingVerdict awaiting) {
    return upload.state() == UploadState.VERIFYING && upload.scan() == null
        ? Optional.of(
            Change.quietly(upload.awaitingScan(clock.instant().plus(awaiting.patience()))))
        : Optional.empty();
  }

  private Verdict claim(Upload upload, StoredObject object, String owner, RunLease.Keeper leases) {
    return switch (claims.claim(object, upload, owner)) {
      case Claimed.Refused(String reason) -> new Verdict.Dismissed(reason);
      case Claimed.Taken(Run run) -> verify(run, leases.keep(run));
    };
  }

  private Verdict verify(Run run, RunLease lease) {
    boolean admitted = false;
    try {
      Verdict verdict =
          switch (verification.verify(run)) {
            case Outcome.Fit(Upload upload) -> new Verdict.Admitted(upload, run, lease);
            case Outcome.Unfit(String reason) -> new Verdict.Dismissed(reason);
          };
      admitted = verdict instanceof Verdict.Admitted;
      return verdict;
    } finally {
      if (!admitted) {
        lease.close();
      }
    }
  }
}
