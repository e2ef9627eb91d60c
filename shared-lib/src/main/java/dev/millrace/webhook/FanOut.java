package dev.millrace.webhook;

import dev.millrace.event.WebhookEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Turns an event into one delivery for each endpoint that wants it. Doing it again does no harm:
/// deliveries that exist stay as they are, and messages that are not needed are recognised.
public final class FanOut {
  private final EndpointStore endpoints;
  private final DeliveryStore deliveries;
  private final Departures departures;
  private final EventStore events;
  private final Clock clock;

  public FanOut(
      EndpointStore endpoints,
      DeliveryStore deliveries,
      Departures departures,
      EventStore events,
      Clock clock) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.departures = departures;
    this.events = events;
    this.clock = clock;
  }

  /// Sends an event on its way. Each row is written before its message is sent, and the event is
  /// settled last, so that whatever is cut off in between is found by the sweeper.
  ///
  /// An endpoint that is disabled gets a row too, which has ended already: once it is enabled
  /// again, its tenant can replay what it has missed.
  ///
  /// @return how many endpoints it goes to
  public int publish(WebhookEvent event) {
    List<Endpoint> subscribers =
        endpoints.ofTenant(event.tenantId()).stream().filter(e -> e.wants(event)).toList();
    Instant now = clock.instant();
    int sent = 0;
    for (Endpoint endpoint : subscribers) {
      Delivery delivery = Delivery.of(event, endpoint.id(), now);
      if (endpoint.enabled()) {
        departures.begin(delivery);
        sent++;
      } else {
        deliveries.create(delivery.bornDead("endpoint_disabled"));
      }
    }
    events.settle(event);
    return sent;
  }
}
