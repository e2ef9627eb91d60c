package dev.millrace.bench.webhook;

import dev.millrace.event.EventData;
import dev.millrace.event.EventType;
import dev.millrace.event.WebhookEvent;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointKeys;
import dev.millrace.webhook.signing.SigningKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Events of about a kilobyte, and endpoints that they go to.
final class BenchEvents {
  /// What opens the keys of the endpoints.
  static final EndpointKeys KEYS = WebhookSamples.KEYS;

  /// What the endpoints' requests are signed with.
  static final List<SigningKey> SECRETS = List.of(WebhookSamples.SECRET);

  private static final String TENANT = "local";
  private static final WebhookEvent EVENT =
      WebhookEvent.of(
          "evt_0",
          TENANT,
          "T#" + TENANT + "#U#up_bench",
          Instant.parse("2026-11-23T09:30:00Z"),
          new EventData.Ping("It works. ".repeat(94)));

  private BenchEvents() {}

  /// {@return an endpoint on this machine}
  static Endpoint endpointAt(int port) {
    return WebhookSamples.endpointAt(
        "http://127.0.0.1:%d/".formatted(port), "ep_" + port, Instant.EPOCH);
  }

  /// {@return an event of the local stack's tenant; all have the same body, which is written once}
  static WebhookEvent event(String id) {
    return new WebhookEvent(
        id,
        EventType.PING,
        TENANT,
        EVENT.subject(),
        Clock.systemUTC().instant(),
        EVENT.body(),
        null);
  }
}
