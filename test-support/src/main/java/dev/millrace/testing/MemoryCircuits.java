package dev.millrace.testing;

import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.circuit.CircuitStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Circuits in memory.
public final class MemoryCircuits implements CircuitStore {
  private final Map<String, Circuit> circuits = new LinkedHashMap<>();

  @Override
  public synchronized Optional<Circuit> find(String endpointId) {
    return Optional.ofNullable(circuits.get(endpointId));
  }

  @Override
  public synchronized Circuit save(Circuit step) {
    Circuit standing =
        find(step.endpointId()).orElse(Circuit.fresh(step.tenantId(), step.endpointId()));
    if (standing.version() != step.version() - 1) {
      return standing;
    }
    circuits.put(step.endpointId(), step);
    return step;
  }

  /// {@return the circuits whose parked deliveries the sweeper is to look at}
  public synchronized List<Circuit> overdue(Instant now) {
    return circuits.values().stream()
        .filter(circuit -> circuit.wakeAt() != null && circuit.wakeAt().isBefore(now))
        .toList();
  }
}
