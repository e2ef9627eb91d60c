package dev.millrace.api.core;

import dev.millrace.event.EventType;
import dev.millrace.id.Ids;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointSecret;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.UrlPolicy;
import dev.millrace.webhook.UrlRefusal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Subscribes a tenant's URL to events.
public final class CreateEndpoint {
  private final EndpointStore endpoints;
  private final UrlPolicy policy;
  private final Ids ids;
  private final RandomGenerator random;
  private final Clock clock;

  /// @param random a secure source of secrets
  public CreateEndpoint(
      EndpointStore endpoints, UrlPolicy policy, Ids ids, RandomGenerator random, Clock clock) {
    this.endpoints = endpoints;
    this.policy = policy;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /// What came of it.
  public sealed interface Outcome {
    /// The endpoint gets events from now on.
    record Created(Endpoint endpoint) implements Outcome {}

    /// Nothing may be sent to the URL.
    record UrlRefused(UrlRefusal reason) implements Outcome {}

    /// The tenant has as many endpoints as it may have.
    record LimitReached() implements Outcome {}
  }

  /// Creates an endpoint with a secret of its own.
  ///
  /// @param eventTypes what it wants to hear of; everything if empty
  public Outcome create(
      String tenantId, String url, List<EventType> eventTypes, @Nullable String description) {
    Optional<UrlRefusal> refusal = policy.refusal(url);
    if (refusal.isPresent()) {
      return new Outcome.UrlRefused(refusal.get());
    }
    Endpoint endpoint =
        new Endpoint(
            ids.next(Endpoint.ID_PREFIX),
            tenantId,
            url,
            eventTypes,
            description,
            EndpointSecret.generate(random),
            true,
            null,
            clock.instant());
    return endpoints.add(endpoint) ? new Outcome.Created(endpoint) : new Outcome.LimitReached();
  }
}
