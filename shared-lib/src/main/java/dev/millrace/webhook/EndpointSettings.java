package dev.millrace.webhook;

import org.jspecify.annotations.Nullable;

/// What a tenant decides about an endpoint.
///
/// @param headers what its requests have in addition to ours; null if there are none
public record EndpointSettings(
    String url,
    EventFilter eventTypes,
    @Nullable String description,
    @Nullable CustomHeaders headers,
    EndpointLimits limits) {}
