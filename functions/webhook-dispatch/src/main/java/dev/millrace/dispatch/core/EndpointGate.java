package dev.millrace.dispatch.core;

import dev.millrace.dispatch.core.SendResult.Answered;
import dev.millrace.dispatch.core.SendResult.Unanswered;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.Departures;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.circuit.CircuitPolicy;
import dev.millrace.webhook.circuit.Circuits;
import dev.millrace.webhook.circuit.Circuits.Step;
import dev.millrace.webhook.circuit.Passage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lets attempts through to an endpoint as far as it can take them, and learns from each how much
/// that is. All workers share what is known.
public final class EndpointGate {
  /// How many parked deliveries an attempt that has ended asks for: the one that takes its place
  /// and one more, so that they grow with what the endpoint can take.
  private static final int WOKEN_BY_EACH = 2;

  private static final Set<Integer> THROTTLING = Set.of(429, 502, 504);

  private final Circuits circuits;
  private final Departures departures;
  private final EndpointStore endpoints;
  private final Function<String, CircuitPolicy> policies;

  /// @param policies tenant → what holds for its endpoints
  public EndpointGate(
      Circuits circuits,
      Departures departures,
      EndpointStore endpoints,
      Function<String, CircuitPolicy> policies) {
    this.circuits = circuits;
    this.departures = departures;
    this.endpoints = endpoints;
    this.policies = policies;
  }

  /// {@return whether a worker may make a delivery's attempt now}
  ///
  /// @param until when the attempt has ended at the latest
  Passage enter(Delivery delivery, Endpoint endpoint, String worker, Instant until, Instant now) {
    return circuits.ask(
        endpoint.tenantId(),
        endpoint.id(),
        circuit -> {
          Circuit.Answer answer =
              circuit.admit(
                  worker, until, delivery.paced(), endpoint.limits().ratePerSecond(), now);
          return new Step<>(answer.circuit(), answer.passage());
        });
  }

  /// Lets others take the place of an attempt that was not made.
  void leave(Endpoint endpoint, String worker, Instant now) {
    circuits.change(endpoint.tenantId(), endpoint.id(), circuit -> circuit.released(worker, now));
  }

  /// Learns from an attempt, and lets others take its place. An endpoint that has done nothing but
  /// fail for days is disabled.
  void leave(Endpoint endpoint, String worker, SendResult result, Instant now) {
    CircuitPolicy policy = policies.apply(endpoint.tenantId());
    Circuit after =
        circuits.change(
            endpoint.tenantId(),
            endpoint.id(),
            circuit -> after(circuit, endpoint, worker, result, policy, now));
    if (after.hopeless(policy, now)) {
      endpoints.disable(endpoint.tenantId(), endpoint.id(), "failing", now);
    } else if (after.wakeAt() != null) {
      int _ = departures.wake(endpoint.tenantId(), endpoint.id(), WOKEN_BY_EACH);
    }
  }

  private static Circuit after(
      Circuit circuit,
      Endpoint endpoint,
      String worker,
      SendResult result,
      CircuitPolicy policy,
      Instant now) {
    if (result.accepted()) {
      Integer own = endpoint.limits().maxInFlight();
      return circuit.succeeded(worker, own == null ? policy.maxInFlight() : own, now);
    }
    return switch (result) {
      case Answered(int status, Optional<Duration> pause, _) ->
          circuit.failed(worker, THROTTLING.contains(status), heard(status, pause), policy, now);
      case Unanswered _ -> circuit.failed(worker, false, null, policy, now);
    };
  }

  private static @Nullable Duration heard(int status, Optional<Duration> pause) {
    return DeliverWebhook.mayAskToWait(status) ? pause.orElse(null) : null;
  }
}
