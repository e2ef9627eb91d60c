package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.MovableClock;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.DeliveryStore.Page;
import dev.millrace.webhook.DeliveryStore.Place;
import dev.millrace.webhook.Exchange;
import dev.millrace.webhook.circuit.Parking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What keeps deliveries must let only one of two steps from the same version through.
@Tag("contract")
public abstract class DeliveryStoreContract {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Exchange EXCHANGE =
      new Exchange(Map.of("webhook-id", "evt_1"), Map.of("Retry-After", "7"), "busy", 12L);
  private static final Attempt ATTEMPT =
      new Attempt(1, Instant.parse("2026-01-01T00:00:01Z"), 182, 503, null, EXCHANGE);

  /// The clock of the deliveries.
  protected final MovableClock clock = MovableClock.inTheNewYear();

  /// {@return the store under test}
  protected abstract DeliveryStore store();

  /// {@return the ids of deliveries that the sweeper would find}
  protected abstract List<String> overdue(Instant now);

  @Test
  void keepsEveryFieldOfADelivery() {
    Delivery delivery = create();
    Delivery claimed = delivery.claimed("wrk_1", clock.instant().plusSeconds(30));

    assertThat(store().find(delivery.deliveryId())).contains(delivery);
    assertThat(store().save(claimed)).isTrue();
    assertThat(store().find(delivery.deliveryId())).contains(claimed);
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    assertThat(store().find("dlv_none")).isEmpty();
  }

  @Test
  void creatingItAgainLeavesItAsItStands() {
    Delivery delivery = create();
    Delivery claimed = delivery.claimed("wrk_1", clock.instant().plusSeconds(30));
    store().save(claimed);

    store().create(delivery);

    assertThat(store().find(delivery.deliveryId())).contains(claimed);
  }

  @Test
  void onlyOneOfTwoStepsFromTheSameVersionIsWritten() {
    Delivery delivery = create();

    assertThat(store().save(delivery.claimed("wrk_1", clock.instant().plusSeconds(30)))).isTrue();
    assertThat(store().save(delivery.claimed("wrk_2", clock.instant().plusSeconds(30)))).isFalse();

    assertThat(store().find(delivery.deliveryId()))
        .hasValueSatisfying(standing -> assertThat(standing.owner()).isEqualTo("wrk_1"));
  }

  @Test
  void aStepIsWrittenWithItsAttemptOrNotAtAll() {
    Delivery claimed = claimed();
    Delivery stale = claimed;
    Delivery delivered = claimed.delivered(ATTEMPT);

    assertThat(store().save(delivered, ATTEMPT)).isTrue();
    assertThat(
            store()
                .save(
                    stale.dead(ATTEMPT), new Attempt(1, ATTEMPT.at(), 1, 500, null, Exchange.NONE)))
        .isFalse();

    assertThat(store().find(claimed.deliveryId())).contains(delivered);
    assertThat(store().attempts(claimed.deliveryId())).containsExactly(ATTEMPT);
  }

  @Test
  void attemptsAreKeptInTheirOrder() {
    Delivery claimed = claimed();
    Instant now = clock.instant();
    Attempt second = new Attempt(2, now, 5, null, "timed_out", Exchange.NONE);
    Delivery retried = claimed.retriedAt(ATTEMPT, now.plusSeconds(5), now);
    assertThat(store().save(retried, ATTEMPT)).isTrue();
    Delivery again = retried.claimed("wrk_2", now.plusSeconds(30));
    assertThat(store().save(again)).isTrue();

    assertThat(store().save(again.dead(second), second)).isTrue();

    assertThat(store().attempts(claimed.deliveryId())).containsExactly(ATTEMPT, second);
  }

  @Test
  void theSweeperFindsWhatIsOverdueAndNothingThatIsDone() {
    Delivery waiting = create();
    Delivery delivered = claimed().delivered(ATTEMPT);
    store().save(delivered, ATTEMPT);

    assertThat(overdue(clock.instant())).doesNotContain(waiting.deliveryId());
    clock.advance(Delivery.GRACE.plus(Duration.ofSeconds(1)));

    assertThat(overdue(clock.instant()))
        .contains(waiting.deliveryId())
        .doesNotContain(delivered.deliveryId());
  }

  @Test
  void findsParkedDeliveriesInTheOrderOfTheirTimesUntilTheyAreAskedFor() {
    Delivery second = create("ep_parked", 2);
    Delivery first = create("ep_parked", 1);
    Delivery other = create("ep_other", 1);
    Instant look = clock.instant().plusSeconds(60);
    List.of(second, first, other)
        .forEach(delivery ->
            assertThat(store().save(delivery.parked(Parking.IN_FLIGHT, look))).isTrue());

    List<Delivery> parked = store().parked("ep_parked", 10);
    assertThat(parked)
        .extracting(Delivery::deliveryId)
        .containsExactly(first.deliveryId(), second.deliveryId());
    assertThat(store().parked("ep_parked", 1)).containsExactly(parked.getFirst());

    store().save(parked.getFirst().requestedAgain(clock.instant()));
    assertThat(store().parked("ep_parked", 10))
        .extracting(Delivery::deliveryId)
        .containsExactly(second.deliveryId());
    store().save(parked.getLast().requestedAgain(clock.instant()));
  }

  @Test
  void readsTheDeliveriesOfAnEndpointPageByPage() {
    String endpointId = "ep_" + System.nanoTime();
    Instant from = clock.instant();
    List<Delivery> all =
        IntStream.range(0, 5).mapToObj(second -> create(endpointId, second)).toList();
    Instant to = from.plusSeconds(4);

    List<Delivery> newest = store().ofEndpoint(endpointId, new Page(from, to, true, null, 3));
    List<Delivery> rest =
        store().ofEndpoint(endpointId, new Page(from, to, true, Place.of(newest.getLast()), 3));

    assertThat(newest).containsExactly(all.get(3), all.get(2), all.get(1));
    assertThat(rest).containsExactly(all.get(0));
    assertThat(store().ofEndpoint(endpointId, new Page(from, to, false, null, 2)))
        .containsExactly(all.get(0), all.get(1));
  }

  private Delivery create(String endpointId, long second) {
    Instant at = clock.instant().plusSeconds(second);
    Delivery delivery = Delivery.of(WebhookSamples.event(eventId(), at), endpointId, at);
    store().create(delivery);
    return delivery;
  }

  private static String eventId() {
    return "evt_" + System.nanoTime() + "x" + NEXT.incrementAndGet();
  }

  private Delivery claimed() {
    Delivery claimed = create().claimed("wrk_1", clock.instant().plusSeconds(30));
    assertThat(store().save(claimed)).isTrue();
    return claimed;
  }

  private Delivery create() {
    return create("ep_1", 0);
  }
}
