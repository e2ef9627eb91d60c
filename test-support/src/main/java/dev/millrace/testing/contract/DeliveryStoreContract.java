package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.MovableClock;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What keeps deliveries must let only one of two steps from the same version through.
@Tag("contract")
public abstract class DeliveryStoreContract {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Attempt ATTEMPT =
      new Attempt(1, Instant.parse("2026-01-01T00:00:01Z"), 182, 503, null, "busy");

  /// The clock of the deliveries.
  protected final MovableClock clock = MovableClock.inTheNewYear();

  /// {@return the store under test}
  protected abstract DeliveryStore store();

  /// {@return the attempts that are kept of a delivery, the first one first}
  protected abstract List<Attempt> attempts(String deliveryId);

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
    Delivery delivered = claimed.delivered();

    assertThat(store().save(delivered, ATTEMPT)).isTrue();
    assertThat(store().save(stale.dead(), new Attempt(1, ATTEMPT.at(), 1, 500, null, "")))
        .isFalse();

    assertThat(store().find(claimed.deliveryId())).contains(delivered);
    assertThat(attempts(claimed.deliveryId())).containsExactly(ATTEMPT);
  }

  @Test
  void attemptsAreKeptInTheirOrder() {
    Delivery claimed = claimed();
    Instant now = clock.instant();
    Attempt second = new Attempt(2, now, 5, null, "timed_out", null);
    Delivery retried = claimed.retriedAt(now.plusSeconds(5), now);
    assertThat(store().save(retried, ATTEMPT)).isTrue();
    Delivery again = retried.claimed("wrk_2", now.plusSeconds(30));
    assertThat(store().save(again)).isTrue();

    assertThat(store().save(again.dead(), second)).isTrue();

    assertThat(attempts(claimed.deliveryId())).containsExactly(ATTEMPT, second);
  }

  @Test
  void theSweeperFindsWhatIsOverdueAndNothingThatIsDone() {
    Delivery waiting = create();
    Delivery delivered = claimed().delivered();
    store().save(delivered, ATTEMPT);

    assertThat(overdue(clock.instant())).doesNotContain(waiting.deliveryId());
    clock.advance(Delivery.GRACE.plus(Duration.ofSeconds(1)));

    assertThat(overdue(clock.instant()))
        .contains(waiting.deliveryId())
        .doesNotContain(delivered.deliveryId());
  }

  private Delivery claimed() {
    Delivery claimed = create().claimed("wrk_1", clock.instant().plusSeconds(30));
    assertThat(store().save(claimed)).isTrue();
    return claimed;
  }

  private Delivery create() {
    String eventId = "evt_" + System.nanoTime() + "x" + NEXT.incrementAndGet();
    Delivery delivery =
        Delivery.of(WebhookSamples.event(eventId, clock.instant()), "ep_1", clock.instant());
    store().create(delivery);
    return delivery;
  }
}
