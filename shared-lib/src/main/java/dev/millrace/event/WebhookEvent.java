package dev.millrace.event;

import dev.millrace.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One notice to a tenant's subscribers. Its body is written once and sent unchanged ever after.
///
/// @param eventId the `webhook-id` of every delivery, retry and replay
/// @param subject partition key of what the notice is about, under which the outbox keeps it
/// @param timestamp when it happened
/// @param body the JSON that is signed and sent: `type`, `timestamp`, `data`
/// @param endpointId the only endpoint that it goes to; null if it goes to all that want its type
public record WebhookEvent(
    String eventId,
    EventType type,
    String tenantId,
    String subject,
    Instant timestamp,
    String body,
    @Nullable String endpointId) {

  /// {@return the notice of some data, its body written}
  public static WebhookEvent of(
      String eventId, String tenantId, String subject, Instant timestamp, EventData data) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", data.type());
    body.put("timestamp", timestamp);
    body.put("data", data);
    return new WebhookEvent(
        eventId, data.type(), tenantId, subject, timestamp, Json.write(body), null);
  }

  /// {@return this notice for one endpoint alone}
  public WebhookEvent onlyFor(String endpoint) {
    return new WebhookEvent(eventId, type, tenantId, subject, timestamp, body, endpoint);
  }
}
