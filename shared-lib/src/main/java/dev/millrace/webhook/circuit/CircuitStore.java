package dev.millrace.webhook.circuit;

import java.util.Optional;

/// Where circuits are kept.
public interface CircuitStore {
  /// {@return what is known of an endpoint, nothing if it was never called}
  Optional<Circuit> find(String endpointId);

  /// Writes a step, unless the circuit is no longer at the version that the step was taken from.
  ///
  /// @return the circuit as it stands now: the step itself if it was written
  Circuit save(Circuit step);
}
