package dev.millrace.api.core;

import dev.millrace.webhook.EndpointKeys;
import dev.millrace.webhook.EndpointLimits;
import dev.millrace.webhook.EndpointSettings;
import dev.millrace.webhook.EventFilter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a tenant wants an endpoint to be.
///
/// @param headers that its requests shall have in addition to ours; null leaves them as they are
public record EndpointWish(
    String url,
    EventFilter eventTypes,
    @Nullable String description,
    @Nullable Map<String, String> headers,
    EndpointLimits limits) {
  /// {@return the settings that fulfil the wish}
  ///
  /// @param before how they stand; null if there are none yet
  EndpointSettings settings(
      EndpointKeys keys, String tenantId, String endpointId, @Nullable EndpointSettings before) {
    var standing = before == null ? null : before.headers();
    var wanted =
        headers == null
            ? standing
            : headers.isEmpty() ? null : keys.seal(tenantId, endpointId, headers);
    return new EndpointSettings(url, eventTypes, description, wanted, limits);
  }
}
