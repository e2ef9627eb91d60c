package dev.millrace.api.http;

import dev.millrace.event.EventType;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointSecret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook endpoint; `docs/openapi.yaml` tells what the fields mean.
///
/// @param secret only in the answer that creates the endpoint
record EndpointBody(
    String id,
    String url,
    List<EventType> eventTypes,
    @Nullable String description,
    String state,
    @Nullable String disabledReason,
    Instant createdAt,
    @Nullable EndpointSecret secret) {
  static EndpointBody of(Endpoint endpoint) {
    return of(endpoint, null);
  }

  static EndpointBody withSecret(Endpoint endpoint) {
    return of(endpoint, endpoint.secret());
  }

  private static EndpointBody of(Endpoint endpoint, @Nullable EndpointSecret secret) {
    return new EndpointBody(
        endpoint.id(),
        endpoint.url(),
        endpoint.eventTypes(),
        endpoint.description(),
        endpoint.enabled() ? "ENABLED" : "DISABLED",
        endpoint.disabledReason(),
        endpoint.createdAt(),
        secret);
  }
}
