package dev.millrace.api.core;

import dev.millrace.webhook.Departures;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointKeys;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.circuit.Circuits;
import dev.millrace.webhook.guard.UrlPolicy;
import dev.millrace.webhook.guard.UrlRefusal;
import dev.millrace.webhook.signing.EndpointSecret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Changes an endpoint: its settings, its keys, or whether it gets events.
public final class ChangeEndpoint {
  private final EndpointStore endpoints;
  private final UrlPolicy policy;
  private final EndpointKeys keys;
  private final Circuits circuits;
  private final Departures departures;
  private final SecureRandom random;
  private final Clock clock;

  public ChangeEndpoint(
      EndpointStore endpoints,
      UrlPolicy policy,
      EndpointKeys keys,
      Circuits circuits,
      Departures departures,
      SecureRandom random,
      Clock clock) {
    this.endpoints = endpoints;
    this.policy = policy;
    this.keys = keys;
    this.circuits = circuits;
    this.departures = departures;
    this.random = random;
    this.clock = clock;
  }

  /// What came of it.
  public sealed interface Outcome {
    /// It is as it was wanted.
    ///
    /// @param secret the new one, if there is one
    record Changed(Endpoint endpoint, Optional<EndpointSecret> secret) implements Outcome {}

    /// Nothing may be sent to the URL.
    record UrlRefused(UrlRefusal reason) implements Outcome {}

    /// So many keys sign its requests already that it must wait until some of them end.
    record TooManyKeys() implements Outcome {}

    /// There is no such endpoint.
    record NotFound() implements Outcome {}
  }

  /// Changes what its tenant decides.
  ///
  /// @param wish given how the endpoint stands
  public Outcome update(String tenantId, String endpointId, Function<Endpoint, EndpointWish> wish) {
    Optional<Endpoint> standing = endpoints.find(tenantId, endpointId);
    Optional<UrlRefusal> refusal = standing.flatMap(e -> policy.refusal(wish.apply(e).url()));
    if (refusal.isPresent()) {
      return new Outcome.UrlRefused(refusal.get());
    }
    return endpoints
        .change(
            tenantId,
            endpointId,
            e ->
                Optional.of(
                    e.with(wish.apply(e).settings(keys, tenantId, endpointId, e.settings()))))
        .<Outcome>map(changed -> new Outcome.Changed(changed, Optional.empty()))
        .orElseGet(Outcome.NotFound::new);
  }

  /// Gives it new keys.
  ///
  /// @param brought the secret that the tenant wants; null for one of ours
  /// @param overlap how long the old keys sign beside the new ones
  public Outcome rotate(
      String tenantId, String endpointId, @Nullable EndpointSecret brought, Duration overlap) {
    Optional<Endpoint> standing = endpoints.find(tenantId, endpointId);
    if (standing.isEmpty()) {
      return new Outcome.NotFound();
    }
    Instant now = clock.instant();
    NewKeys created =
        NewKeys.of(
            tenantId, endpointId, brought, standing.get().signsAsymmetrically(), keys, random);
    return endpoints
        .change(
            tenantId,
            endpointId,
            endpoint ->
                Optional.of(endpoint.rotated(created.sealed(), now, overlap))
                    .filter(rotated -> rotated.keys().size() <= Endpoint.MAX_KEYS))
        .<Outcome>map(rotated -> new Outcome.Changed(rotated, Optional.of(created.secret())))
        .orElseGet(Outcome.TooManyKeys::new);
  }

  /// Lets it get events again, with nothing held against it. What waits for it sets out at once.
  public Outcome enable(String tenantId, String endpointId) {
    Optional<Endpoint> enabled =
        endpoints.change(tenantId, endpointId, endpoint -> Optional.of(endpoint.reenabled()));
    if (enabled.isEmpty()) {
      return new Outcome.NotFound();
    }
    Circuit _ = circuits.change(tenantId, endpointId, Circuit::reset);
    int _ = departures.wake(tenantId, endpointId, 1);
    return new Outcome.Changed(enabled.get(), Optional.empty());
  }
}
