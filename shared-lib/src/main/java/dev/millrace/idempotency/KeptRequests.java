package dev.millrace.idempotency;

import java.util.Optional;

/// Where requests with keys are kept until they expire.
public interface KeptRequests {
  /// Keeps a request unless its tenant has one under the same key that has not expired.
  ///
  /// @return the one that stands in the way, or empty if the new one was kept
  Optional<KeptRequest> begin(KeptRequest request);

  /// {@return whether the request could be replaced: only if it still is its owner's}
  boolean replace(KeptRequest before, KeptRequest after);

  /// Forgets a request if it still is its owner's.
  void forget(KeptRequest request);
}
