package dev.millrace.webhook.circuit;

import java.util.Optional;

/// Where circuits are kept.
public interface CircuitStore {
  /// {@return what is known of an endpoint, nothing if it was never called}
  Optional<Circuit> find(String endpointId);

  /// {@return whether the step was written: false if the circuit is no longer at the version that
  /// the step was taken from}
  boolean save(Circuit step);
}
