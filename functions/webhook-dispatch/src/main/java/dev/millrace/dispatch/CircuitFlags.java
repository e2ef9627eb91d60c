package dev.millrace.dispatch;

import dev.millrace.flag.Flag;
import dev.millrace.flag.Flags;
import dev.millrace.webhook.circuit.CircuitPolicy;
import java.time.Duration;

/// What operators may change about how endpoints are treated.
final class CircuitFlags {
  private static final CircuitPolicy DEFAULT = CircuitPolicy.DEFAULT;

  private static final Flag<Long> FAILURES_IN_A_ROW =
      Flag.integer("webhook.circuit.failures-in-a-row", DEFAULT.failuresInARow(), 1, 1000);
  private static final Flag<Long> MIN_ATTEMPTS =
      Flag.integer("webhook.circuit.min-attempts", DEFAULT.minAttempts(), 1, 100_000);
  private static final Flag<Double> FAILED_SHARE =
      Flag.number("webhook.circuit.failed-share", DEFAULT.failedShare(), 0.01, 1);
  private static final Flag<Duration> OPEN_FOR =
      Flag.duration("webhook.circuit.open-for", DEFAULT.openFor());
  private static final Flag<Long> MAX_IN_FLIGHT =
      Flag.integer("webhook.max-in-flight", DEFAULT.maxInFlight(), 1, 200);
  private static final Flag<Duration> DISABLE_AFTER =
      Flag.duration("webhook.disable-after", DEFAULT.disableAfter());

  private CircuitFlags() {}

  /// {@return what holds for a tenant's endpoints}
  static CircuitPolicy policy(Flags flags, String tenantId) {
    return new CircuitPolicy(
        Math.toIntExact(flags.get(FAILURES_IN_A_ROW, tenantId)),
        Math.toIntExact(flags.get(MIN_ATTEMPTS, tenantId)),
        flags.get(FAILED_SHARE, tenantId),
        flags.get(OPEN_FOR, tenantId),
        Math.toIntExact(flags.get(MAX_IN_FLIGHT, tenantId)),
        flags.get(DISABLE_AFTER, tenantId));
  }
}
