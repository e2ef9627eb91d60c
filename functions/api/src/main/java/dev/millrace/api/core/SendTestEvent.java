package dev.millrace.api.core;

import dev.millrace.event.EventData;
import dev.millrace.event.WebhookEvent;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.Outbox;
import java.time.Clock;
import java.time.Instant;

/// Sends an endpoint an event of type `ping`, along the way of all events.
public final class SendTestEvent {
  private final Outbox outbox;
  private final Clock clock;

  public SendTestEvent(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /// {@return the delivery that is to come}
  public Delivery send(Endpoint endpoint, String eventId) {
    Instant now = clock.instant();
    WebhookEvent event =
        WebhookEvent.of(
                eventId,
                endpoint.tenantId(),
                endpoint.subject(),
                now,
                new EventData.Ping("This is a test."))
            .onlyFor(endpoint.id());
    outbox.add(event);
    return Delivery.of(event, endpoint.id(), now);
  }
}
