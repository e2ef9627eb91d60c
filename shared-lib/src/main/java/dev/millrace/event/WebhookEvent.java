package dev.millrace.event;

import dev.millrace.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// One notice to a tenant's subscribers. Its body is written once and sent unchanged ever after.
///
/// @param eventId the `webhook-id` of every delivery, retry and replay
/// @param subject partition key of what the notice is about, under which the outbox keeps it
/// @param timestamp when it happened
/// @param body the JSON that is signed and sent: `type`, `timestamp`, `data`
public record WebhookEvent(
    String eventId,
    EventType type,
    String tenantId,
    String subject,
    Instant timestamp,
    String body) {

  /// {@return the notice of some data, its body written}
  public static WebhookEvent of(
      String eventId, String tenantId, String subject, Instant timestamp, EventData data) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", data.type());
    body.put("timestamp", timestamp);
    body.put("data", data);
    return new WebhookEvent(eventId, data.type(), tenantId, subject, timestamp, Json.write(body));
  }
}
