package dev.millrace.event;

import dev.millrace.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One notice to a tenant's subscribers. Its body is written once and sent unchanged ever after.
///
/// @param eventId the `webhook-id` of every delivery, retry and replay
/// @param subject partition key of what the notice is about, under which the outbox keeps it
/// @param timestamp when it happened
/// @param body the JSON that is signed and sent: `type`, `timestamp`, `sequence` of what it is
///   about if that has one, `data`
/// @param endpointId the only endpoint that it goes to; null if it goes to all that want its type
public record WebhookEvent(
    String eventId,
    EventType type,
    String tenantId,
    String subject,
    Instant timestamp,
    String body,
    @Nullable String endpointId) {

  /// The most bytes that a body may have, as Standard Webhooks advises.
  public static final int MAX_BODY_BYTES = 20_000;

  /// {@return the notice of some data, its body written}
  public static WebhookEvent of(
      String eventId, String tenantId, String subject, Instant timestamp, EventData data) {
    return of(eventId, tenantId, subject, timestamp, null, data);
  }

  /// {@return the notice of some data, its body written; what would make it too long is left out}
  ///
  /// @param sequence its number among the notices of its subject, from 1; null if those have none
  public static WebhookEvent of(
      String eventId,
      String tenantId,
      String subject,
      Instant timestamp,
      @Nullable Long sequence,
      EventData data) {
    String whole = body(timestamp, sequence, data);
    String body =
        whole.getBytes(StandardCharsets.UTF_8).length <= MAX_BODY_BYTES
            ? whole
            : body(timestamp, sequence, data.abridged());
    return new WebhookEvent(eventId, data.type(), tenantId, subject, timestamp, body, null);
  }

  private static String body(Instant timestamp, @Nullable Long sequence, EventData data) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", data.type());
    body.put("timestamp", timestamp);
    if (sequence != null) {
      body.put("sequence", sequence);
    }
    body.put("data", data);
    return Json.write(body);
  }

  /// {@return this notice for one endpoint alone}
  public WebhookEvent onlyFor(String endpoint) {
    return new WebhookEvent(eventId, type, tenantId, subject, timestamp, body, endpoint);
  }
}
