package dev.millrace.webhook;

import org.jspecify.annotations.Nullable;

/// What a tenant has set for one of its endpoints; where it has set nothing, ours holds.
///
/// @param maxRetries attempts after the first, 0 to 20
/// @param timeoutSeconds deadline over one exchange, 1 to 30
/// @param ratePerSecond attempts that may begin in a second, 1 to 1,000
/// @param maxInFlight attempts that may be made at the same time, 1 to 200
public record EndpointLimits(
    @Nullable Integer maxRetries,
    @Nullable Integer timeoutSeconds,
    @Nullable Integer ratePerSecond,
    @Nullable Integer maxInFlight) {
  /// Nothing is set.
  public static final EndpointLimits NONE = new EndpointLimits(null, null, null, null);
}
