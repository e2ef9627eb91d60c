package dev.millrace.webhook;

import dev.millrace.event.EventType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tenant's URL that receives events.
///
/// @param eventTypes what it wants to hear of; everything if empty
/// @param disabledReason why it gets nothing any more, a stable code; null while it is enabled
public record Endpoint(
    String id,
    String tenantId,
    String url,
    List<EventType> eventTypes,
    @Nullable String description,
    EndpointSecret secret,
    boolean enabled,
    @Nullable String disabledReason,
    Instant createdAt) {
  /// What every id of an endpoint starts with.
  public static final String ID_PREFIX = "ep_";

  /// How many endpoints a tenant may have.
  public static final int MAX_PER_TENANT = 50;

  public Endpoint {
    eventTypes = List.copyOf(eventTypes);
  }

  /// {@return whether events of the type go to it}
  public boolean wants(EventType type) {
    return enabled && (eventTypes.isEmpty() || eventTypes.contains(type));
  }

  /// {@return this endpoint cut off}
  public Endpoint disabled(String reason) {
    return new Endpoint(
        id, tenantId, url, eventTypes, description, secret, false, reason, createdAt);
  }
}
