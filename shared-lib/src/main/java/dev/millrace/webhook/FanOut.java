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
  private final DeliveryQueue queue;
  private final EventStore events;
  private final Clock clock;

  public FanOut(
      EndpointStore endpoints,
      DeliveryStore deliveries,
      DeliveryQueue queue,
      EventStore events,
      Clock clock) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.queue = queue;
    this.events = events;
    this.clock = clock;
  }

  /// Sends an event on its way. Each row is written before its message is sent, and the event is
  /// settled last, so that whatever is cut off in between is found by the sweeper.
  ///
  /// @return how many endpoints it goes to
  public int publish(WebhookEvent event) {
    List<Endpoint> subscribers =
        endpoints.ofTenant(event.tenantId()).stream().filter(e -> e.wants(event.type())).toList();
    Instant now = clock.instant();
    for (Endpoint endpoint : subscribers) {
      Delivery delivery = Delivery.of(event, endpoint.id(), now);
      deliveries.create(delivery);
      queue.send(delivery, now);
    }
    events.settle(event);
    return subscribers.size();
  }
}
