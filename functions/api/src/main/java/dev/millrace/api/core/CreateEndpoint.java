package dev.millrace.api.core;

import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointKeys;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.guard.UrlPolicy;
import dev.millrace.webhook.guard.UrlRefusal;
import dev.millrace.webhook.signing.EndpointSecret;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Subscribes a tenant's URL to events.
public final class CreateEndpoint {
  private final EndpointStore endpoints;
  private final UrlPolicy policy;
  private final EndpointKeys keys;
  private final SecureRandom random;
  private final Clock clock;

  public CreateEndpoint(
      EndpointStore endpoints,
      UrlPolicy policy,
      EndpointKeys keys,
      SecureRandom random,
      Clock clock) {
    this.endpoints = endpoints;
    this.policy = policy;
    this.keys = keys;
    this.random = random;
    this.clock = clock;
  }

  /// What came of it.
  public sealed interface Outcome {
    /// The endpoint gets events from now on.
    record Created(Endpoint endpoint, EndpointSecret secret) implements Outcome {}

    /// Nothing may be sent to the URL.
    record UrlRefused(UrlRefusal reason) implements Outcome {}

    /// The tenant has as many endpoints as it may have.
    record LimitReached() implements Outcome {}
  }

  /// Creates an endpoint.
  ///
  /// @param brought the secret that the tenant wants; null for one of ours
  /// @param asymmetric whether to sign with Ed25519 too
  public Outcome create(
      String tenantId,
      String endpointId,
      EndpointWish wish,
      @Nullable EndpointSecret brought,
      boolean asymmetric) {
    Optional<UrlRefusal> refusal = policy.refusal(wish.url());
    if (refusal.isPresent()) {
      return new Outcome.UrlRefused(refusal.get());
    }
    NewKeys created = NewKeys.of(tenantId, endpointId, brought, asymmetric, keys, random);
    Endpoint endpoint =
        Endpoint.of(
            endpointId,
            tenantId,
            wish.settings(keys, tenantId, endpointId, null),
            created.sealed(),
            clock.instant());
    return endpoints.add(endpoint)
        ? new Outcome.Created(endpoint, created.secret())
        : new Outcome.LimitReached();
  }
}
