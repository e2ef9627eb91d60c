package dev.millrace.testing;

import dev.millrace.event.WebhookEvent;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Departures;
import dev.millrace.webhook.Exchange;
import dev.millrace.webhook.FanOut;
import dev.millrace.webhook.circuit.Circuits;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Everything that webhooks are kept in, in memory, and what sets them on their way.
public final class MemoryWebhooks {
  public final MemoryEndpoints endpoints = new MemoryEndpoints();
  public final MemoryDeliveries deliveries = new MemoryDeliveries();
  public final MemoryCircuits circuitStore = new MemoryCircuits();
  public final MemoryEvents events = new MemoryEvents();
  public final MemoryReplays replays = new MemoryReplays();
  public final MemoryTallies tallies = new MemoryTallies();
  public final Circuits circuits = new Circuits(circuitStore);
  public final MemoryDeliveryQueue queue;
  public final Departures departures;
  public final FanOut fanOut;

  public MemoryWebhooks(Clock clock) {
    this.queue = new MemoryDeliveryQueue(clock);
    this.departures = new Departures(deliveries, queue, circuits, clock);
    this.fanOut = new FanOut(endpoints, deliveries, departures, events, clock);
  }

  /// Keeps an event and sends it on its way.
  public void publish(WebhookEvent event) {
    events.add(event);
    fanOut.publish(event);
  }

  /// {@return an attempt that came to nothing or something}
  public static Attempt attempt(
      int number, Clock clock, @Nullable Integer status, @Nullable String error) {
    return new Attempt(number, clock.instant(), 5, status, error, Exchange.NONE);
  }
}
