package dev.millrace.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.MemoryCircuits;
import dev.millrace.testing.MemoryDeliveries;
import dev.millrace.testing.MemoryDeliveryQueue;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.circuit.CircuitStore;
import dev.millrace.webhook.circuit.Circuits;
import dev.millrace.webhook.circuit.Parking;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeparturesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String ENDPOINT = "ep_1";
  private static final int PARKED = 40;
  private static final int WAKERS = 10;

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final MemoryDeliveries deliveries = new MemoryDeliveries();
  private final MemoryDeliveryQueue queue = new MemoryDeliveryQueue(clock);
  private final HeldCircuits store = new HeldCircuits();
  private final Departures departures =
      new Departures(deliveries, queue, new Circuits(store), clock);

  /// Lets the first one who reads go on only when told to.
  private static final class HeldCircuits implements CircuitStore {
    private final MemoryCircuits circuits = new MemoryCircuits();
    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public Optional<Circuit> find(String endpointId) {
      if (reads.incrementAndGet() == 1) {
        try {
          goOn.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return circuits.find(endpointId);
    }

    @Override
    public Circuit save(Circuit step) {
      return circuits.save(step);
    }
  }

  @Test
  void attemptsThatEndAtTheSameMomentWakeOthersEach() throws InterruptedException {
    IntStream.range(0, PARKED).forEach(this::park);
    assertThat(store.save(roomy()).version()).isEqualTo(1);
    List<Thread> wakers =
        IntStream.rangeClosed(0, WAKERS)
            .mapToObj(_ -> Thread.ofPlatform().start(this::wakeTwo))
            .toList();
    while (!wakers.stream().allMatch(waker -> waker.getState() == Thread.State.WAITING)) {
      Thread.sleep(1);
    }
    store.goOn.countDown();
    for (Thread waker : wakers) {
      waker.join();
    }

    assertThat(queue.waiting()).hasSize(2 * (1 + WAKERS)).doesNotHaveDuplicates();
    assertThat(store.reads).hasValueLessThan(WAKERS);
  }

  private void wakeTwo() {
    assertThat(departures.wake(WebhookSamples.TENANT, ENDPOINT, 2)).isEqualTo(2);
  }

  private void park(int number) {
    Delivery fresh = Delivery.of(WebhookSamples.event("evt_" + number, NOW), ENDPOINT, NOW);
    deliveries.create(fresh);
    deliveries.save(fresh.parked(Parking.IN_FLIGHT, NOW));
  }

  private static Circuit roomy() {
    Circuit circuit = Circuit.fresh(WebhookSamples.TENANT, ENDPOINT).succeeded("wrk", PARKED, NOW);
    while (circuit.room(NOW) < PARKED) {
      circuit = circuit.succeeded("wrk", PARKED, NOW);
    }
    return new Circuit(
        circuit.endpointId(),
        circuit.tenantId(),
        1,
        0,
        null,
        null,
        circuit.limit(),
        circuit.inFlight(),
        circuit.window(),
        null,
        null);
  }
}
