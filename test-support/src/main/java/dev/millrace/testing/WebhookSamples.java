package dev.millrace.testing;

import dev.millrace.event.EventData;
import dev.millrace.event.EventType;
import dev.millrace.event.WebhookEvent;
import dev.millrace.secret.LocalSecretBox;
import dev.millrace.secret.SecretBox;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointKeys;
import dev.millrace.webhook.EndpointLimits;
import dev.millrace.webhook.EndpointSettings;
import dev.millrace.webhook.EventFilter;
import dev.millrace.webhook.signing.EndpointSecret;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/// Endpoints and events that tests start from.
public final class WebhookSamples {
  /// The tenant of the samples.
  public static final String TENANT = Samples.REF.tenantId();

  /// The secret of all sample endpoints.
  public static final EndpointSecret SECRET =
      new EndpointSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  /// Opens the secrets of all sample endpoints.
  public static final EndpointKeys KEYS = new EndpointKeys(box());

  private WebhookSamples() {}

  /// {@return a box whose key is good for tests alone}
  public static SecretBox box() {
    return new LocalSecretBox(Base64.getEncoder().encodeToString(new byte[32]), new SecureRandom());
  }

  /// {@return an endpoint that wants events of the types, or of all types if there are none}
  public static Endpoint endpoint(String id, Instant createdAt, EventType... eventTypes) {
    return endpointAt("https://hooks.example.com/" + id, id, createdAt, eventTypes);
  }

  /// {@return an endpoint with a URL}
  public static Endpoint endpointAt(
      String url, String id, Instant createdAt, EventType... eventTypes) {
    EventFilter filter = new EventFilter(Stream.of(eventTypes).map(EventType::wireName).toList());
    return Endpoint.of(
        id,
        TENANT,
        new EndpointSettings(url, filter, null, null, EndpointLimits.NONE),
        List.of(KEYS.seal(TENANT, id, SECRET)),
        createdAt);
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
