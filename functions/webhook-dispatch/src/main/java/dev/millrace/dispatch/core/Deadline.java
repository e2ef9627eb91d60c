package dev.millrace.dispatch.core;

import dev.millrace.webhook.Endpoint;
import java.time.Duration;

/// How long an attempt may take.
///
/// @param exchange deadline over one exchange, unless the endpoint has its own
/// @param margin how much longer than the exchange an attempt owns its delivery
public record Deadline(Duration exchange, Duration margin) {
  /// {@return how long one exchange with an endpoint may take}
  public Duration exchangeWith(Endpoint endpoint) {
    Integer own = endpoint.limits().timeoutSeconds();
    return own == null ? exchange : Duration.ofSeconds(own);
  }

  /// {@return how long an attempt at an endpoint owns its delivery}
  Duration leaseFor(Endpoint endpoint) {
    return exchangeWith(endpoint).plus(margin);
  }
}
