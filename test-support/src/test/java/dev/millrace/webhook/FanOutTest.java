package dev.millrace.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.EventType;
import dev.millrace.event.WebhookEvent;
import dev.millrace.testing.MemoryCircuits;
import dev.millrace.testing.MemoryDeliveries;
import dev.millrace.testing.MemoryDeliveryQueue;
import dev.millrace.testing.MemoryEndpoints;
import dev.millrace.testing.MemoryEvents;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.circuit.Circuits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FanOutTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryEndpoints endpoints = new MemoryEndpoints();
  private final MemoryDeliveries deliveries = new MemoryDeliveries();
  private final MemoryDeliveryQueue queue = new MemoryDeliveryQueue(clock);
  private final MemoryEvents events = new MemoryEvents();
  private final Departures departures =
      new Departures(deliveries, queue, new Circuits(new MemoryCircuits()), clock);
  private final FanOut fanOut = new FanOut(endpoints, deliveries, departures, events, clock);
  private final WebhookEvent event = WebhookSamples.event("evt_1", clock.instant());

  @BeforeEach
  void keepTheEvent() {
    events.add(event);
  }

  @Test
  void goesToEveryEndpointThatWantsIt() {
    endpoints.add(WebhookSamples.endpoint("ep_all", clock.instant()));
    endpoints.add(
        WebhookSamples.endpoint("ep_this", clock.instant(), EventType.DOCUMENT_EXTRACTED));
    endpoints.add(WebhookSamples.endpoint("ep_other", clock.instant(), EventType.PING));
    endpoints.add(WebhookSamples.endpoint("ep_off", clock.instant()).disabled("gone"));

    assertThat(fanOut.publish(event)).isEqualTo(2);

    assertThat(deliveries.all())
        .filteredOn(delivery -> !delivery.state().terminal())
        .extracting(Delivery::endpointId)
        .containsExactlyInAnyOrder("ep_all", "ep_this");
    assertThat(queue.waiting())
        .extracting(MemoryDeliveryQueue.Message::group)
        .containsExactlyInAnyOrder("ep_all", "ep_this");
    assertThat(events.unsettled()).isEmpty();
  }

  @Test
  void whatADisabledEndpointMissesIsKeptForAReplay() {
    endpoints.add(WebhookSamples.endpoint("ep_off", clock.instant()).disabled("gone"));

    assertThat(fanOut.publish(event)).isZero();

    assertThat(deliveries.only().state()).isEqualTo(DeliveryState.DEAD);
    assertThat(deliveries.only().lastError()).isEqualTo("endpoint_disabled");
    assertThat(queue.waiting()).isEmpty();
  }

  @Test
  void anEventForOneEndpointGoesToThatOneAloneWhateverItsFilter() {
    endpoints.add(WebhookSamples.endpoint("ep_this", clock.instant(), EventType.PING));
    endpoints.add(WebhookSamples.endpoint("ep_all", clock.instant()));

    assertThat(fanOut.publish(event.onlyFor("ep_this"))).isEqualTo(1);

    assertThat(deliveries.only().endpointId()).isEqualTo("ep_this");
  }

  @Test
  void doingItAgainMakesNoSecondDelivery() {
    endpoints.add(WebhookSamples.endpoint("ep_1", clock.instant()));
    fanOut.publish(event);
    Delivery claimed = deliveries.only().claimed("wrk_1", clock.instant().plusSeconds(30));
    deliveries.save(claimed);

    fanOut.publish(event);

    assertThat(deliveries.only()).isEqualTo(claimed);
  }

  @Test
  void anEventThatNobodyWantsIsSettledAllTheSame() {
    assertThat(fanOut.publish(event)).isZero();

    assertThat(events.unsettled()).isEmpty();
    assertThat(queue.waiting()).isEmpty();
  }
}
