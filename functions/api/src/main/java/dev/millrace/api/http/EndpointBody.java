package dev.millrace.api.http;

import dev.millrace.webhook.CustomHeaders;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointLimits;
import dev.millrace.webhook.EventFilter;
import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.signing.EndpointSecret;
import dev.millrace.webhook.signing.SealedKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A webhook endpoint; `docs/openapi.yaml` tells what the fields mean.
///
/// @param headers names only
/// @param circuit only where one endpoint is read
/// @param secret only in the answer that makes it
record EndpointBody(
    String id,
    String url,
    EventFilter eventTypes,
    @Nullable String description,
    List<String> headers,
    @Nullable Integer maxRetries,
    @Nullable Integer timeoutSeconds,
    @Nullable Integer ratePerSecond,
    @Nullable Integer maxInFlight,
    List<String> signatures,
    @Nullable String publicKey,
    @Nullable Instant oldKeysUntil,
    String state,
    @Nullable String disabledReason,
    Instant createdAt,
    @Nullable CircuitBody circuit,
    @Nullable String secret) {

  /// How an endpoint fares.
  record CircuitBody(
      Circuit.State state,
      int health,
      int failuresInARow,
      int inFlight,
      @Nullable Instant openUntil,
      @Nullable Instant failingSince) {
    static CircuitBody of(Circuit circuit, Instant now) {
      return new CircuitBody(
          circuit.state(now),
          circuit.health(now),
          circuit.failuresInARow(),
          circuit.busy(now),
          circuit.openUntil(),
          circuit.failingSince());
    }
  }

  static EndpointBody of(Endpoint endpoint) {
    return of(endpoint, null, null);
  }

  static EndpointBody with(Endpoint endpoint, CircuitBody circuit) {
    return of(endpoint, circuit, null);
  }

  static EndpointBody with(Endpoint endpoint, EndpointSecret secret) {
    return of(endpoint, null, secret.value());
  }

  private static EndpointBody of(
      Endpoint endpoint, @Nullable CircuitBody circuit, @Nullable String secret) {
    EndpointLimits limits = endpoint.limits();
    CustomHeaders headers = endpoint.headers();
    return new EndpointBody(
        endpoint.id(),
        endpoint.url(),
        endpoint.eventTypes(),
        endpoint.description(),
        headers == null ? List.of() : headers.names(),
        limits.maxRetries(),
        limits.timeoutSeconds(),
        limits.ratePerSecond(),
        limits.maxInFlight(),
        endpoint.signsAsymmetrically() ? List.of("v1", "v1a") : List.of("v1"),
        publicKey(endpoint),
        oldKeysUntil(endpoint),
        endpoint.enabled() ? "ENABLED" : "DISABLED",
        endpoint.disabledReason(),
        endpoint.createdAt(),
        circuit,
        secret);
  }

  private static @Nullable String publicKey(Endpoint endpoint) {
    return endpoint.keys().stream()
        .filter(SealedKey::current)
        .map(SealedKey::publicKey)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Instant oldKeysUntil(Endpoint endpoint) {
    return endpoint.keys().stream()
        .map(SealedKey::expiresAt)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(null);
  }
}
