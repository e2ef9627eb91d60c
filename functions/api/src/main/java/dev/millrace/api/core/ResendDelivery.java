package dev.millrace.api.core;

import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.Departures;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.EventStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Has a delivery made once more, at once.
public final class ResendDelivery {
  private final DeliveryStore deliveries;
  private final EndpointStore endpoints;
  private final EventStore events;
  private final Departures departures;
  private final Clock clock;

  public ResendDelivery(
      DeliveryStore deliveries,
      EndpointStore endpoints,
      EventStore events,
      Departures departures,
      Clock clock) {
    this.deliveries = deliveries;
    this.endpoints = endpoints;
    this.events = events;
    this.departures = departures;
    this.clock = clock;
  }

  /// What came of it.
  public sealed interface Outcome {
    /// It is on its way.
    record Requested(Delivery delivery) implements Outcome {}

    /// An attempt is being made at this moment.
    record InProgress() implements Outcome {}

    /// Its endpoint is gone or disabled.
    record NoEndpoint() implements Outcome {}

    /// Its event is not kept any more.
    record EventGone() implements Outcome {}
  }

  /// Resends a delivery.
  public Outcome resend(Delivery delivery) {
    Instant now = clock.instant();
    Optional<Endpoint> endpoint =
        endpoints.find(delivery.tenantId(), delivery.endpointId()).filter(Endpoint::enabled);
    if (endpoint.isEmpty()) {
      return new Outcome.NoEndpoint();
    }
    if (events.find(delivery.subject(), delivery.eventId()).isEmpty()) {
      return new Outcome.EventGone();
    }
    boolean idle = delivery.state() != DeliveryState.SENDING || delivery.overdue(now);
    return idle && departures.again(delivery.resent(null, now))
        ? new Outcome.Requested(deliveries.find(delivery.deliveryId()).orElse(delivery))
        : new Outcome.InProgress();
  }
}
