package dev.millrace.webhook.circuit;

import java.time.Duration;

/// When an endpoint is left alone, and how much of it is asked at once.
///
/// @param failuresInARow that open the circuit
/// @param minAttempts in the window before its share of failures counts
/// @param failedShare of the window's attempts that opens the circuit, 0 to 1
/// @param openFor how long an open circuit lets nothing through
/// @param maxInFlight attempts that may be made at the same time, unless the endpoint says
///   otherwise
/// @param disableAfter how long an endpoint may do nothing but fail
public record CircuitPolicy(
    int failuresInARow,
    int minAttempts,
    double failedShare,
    Duration openFor,
    int maxInFlight,
    Duration disableAfter) {
  /// What holds unless an operator says otherwise.
  public static final CircuitPolicy DEFAULT =
      new CircuitPolicy(5, 10, 0.5, Duration.ofSeconds(60), 50, Duration.ofDays(5));
}
