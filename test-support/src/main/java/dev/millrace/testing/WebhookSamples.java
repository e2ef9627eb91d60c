package dev.millrace.testing;

import dev.millrace.event.EventData;
import dev.millrace.event.EventType;
import dev.millrace.event.WebhookEvent;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointSecret;
import java.time.Instant;
import java.util.List;

/// Endpoints and events that tests start from.
public final class WebhookSamples {
  /// The tenant of the samples.
  public static final String TENANT = Samples.REF.tenantId();

  /// The secret of all sample endpoints.
  public static final EndpointSecret SECRET =
      new EndpointSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private WebhookSamples() {}

  /// {@return an endpoint that wants events of the types, or of all types if there are none}
  public static Endpoint endpoint(String id, Instant createdAt, EventType... eventTypes) {
    return endpointAt("https://hooks.example.com/" + id, id, createdAt, eventTypes);
  }

  /// {@return an endpoint with a URL}
  public static Endpoint endpointAt(
      String url, String id, Instant createdAt, EventType... eventTypes) {
    return new Endpoint(id, TENANT, url, List.of(eventTypes), null, SECRET, true, null, createdAt);
  }

  /// {@return an event about the sample upload}
  public static WebhookEvent event(String eventId, Instant now) {
    return WebhookEvent.of(
        eventId,
        TENANT,
        Samples.REF.partition(),
        now,
        new EventData.DocumentExtracted(
            Samples.REF.uploadId(), "run_1", "application/pdf", 2, 1234, 3));
  }
}
