package dev.millrace.testing;

import dev.millrace.malware.MalwareGate;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Admission;
import dev.millrace.upload.arrival.ContentDetector;
import dev.millrace.upload.arrival.RunClaims;
import java.time.Clock;
import java.time.Duration;

/// The admission of files, put together from stores in memory.
public final class Intakes {
  private Intakes() {}

  /// {@return an admission where nobody looks for malware}
  public static Admission open(
      MemoryUploads store,
      MemoryObjects objects,
      ContentDetector detector,
      Duration lease,
      Clock clock) {
    return gated(store, objects, detector, new MalwareGate.Open(), lease, clock);
  }

  /// {@return an admission behind a gate}
  public static Admission gated(
      MemoryUploads store,
      MemoryObjects objects,
      ContentDetector detector,
      MalwareGate gate,
      Duration lease,
      Clock clock) {
    Uploads uploads = new Uploads(store, clock);
    return Admission.of(
        uploads,
        new RunClaims(uploads, store, lease, clock),
        objects,
        store,
        detector,
        gate,
        clock);
  }

  /// {@return what keeps runs without renewing them}
  public static RunLease.Keeper leases() {
    return _ ->
        new RunLease() {
          @Override
          public boolean lost() {
            return false;
          }

          @Override
          public void close() {}
        };
  }
}
