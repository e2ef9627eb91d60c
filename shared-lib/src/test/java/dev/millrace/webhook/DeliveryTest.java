package dev.millrace.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.EventData;
import dev.millrace.event.WebhookEvent;
import dev.millrace.json.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final Attempt ATTEMPT =
      new Attempt(1, Instant.parse("2026-01-01T00:00:00Z"), 5, 500, null, Exchange.NONE);

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final WebhookEvent EVENT =
      WebhookEvent.of("evt_1", "acme", "T#acme#U#up_1", NOW, new EventData.Ping("hello"));

  private final Delivery delivery = Delivery.of(EVENT, "ep_1", NOW);

  @Test
  void theSameEventAndEndpointAreTheSameDelivery() {
    Instant later = NOW.plusSeconds(60);

    assertThat(Delivery.of(EVENT, "ep_1", later).deliveryId()).isEqualTo(delivery.deliveryId());
    assertThat(Delivery.of(EVENT, "ep_2", NOW).deliveryId()).isNotEqualTo(delivery.deliveryId());
  }

  @Test
  void awaitsExactlyItsNextAttempt() {
    assertThat(delivery.awaits(1, NOW)).isTrue();
    assertThat(delivery.awaits(2, NOW)).isFalse();
    assertThat(delivery.delivered(ATTEMPT).awaits(1, NOW)).isFalse();
    assertThat(delivery.dead(ATTEMPT).awaits(1, NOW)).isFalse();
  }

  @Test
  void awaitsNobodyWhileAWorkerHoldsItAndAnybodyOnceItsLeaseHasEnded() {
    Delivery claimed = delivery.claimed("wrk_1", NOW.plusSeconds(30));

    assertThat(claimed.awaits(1, NOW.plusSeconds(30))).isFalse();
    assertThat(claimed.awaits(1, NOW.plusSeconds(31))).isTrue();
  }

  @Test
  void aShortWaitIsCarriedByAMessageAndWatchedBehindIt() {
    Instant next = NOW.plus(Duration.ofMinutes(15));

    Delivery retried = delivery.claimed("wrk_1", NOW).retriedAt(ATTEMPT, next, NOW);

    assertThat(retried.attempt()).isEqualTo(2);
    assertThat(retried.dueAt()).isEqualTo(next.plus(Delivery.GRACE));
  }

  @Test
  void aLongWaitIsTheSweepersShortlyBeforeItsTime() {
    Instant next = NOW.plus(Duration.ofHours(2));

    Delivery retried = delivery.claimed("wrk_1", NOW).retriedAt(ATTEMPT, next, NOW);

    assertThat(retried.dueAt()).isEqualTo(next.minus(Duration.ofMinutes(1)));
  }

  @Test
  void aCrashIsNoRefusal() {
    Delivery claimed = delivery.claimed("wrk_1", NOW.plusSeconds(30));
    Instant later = NOW.plusSeconds(31);

    Delivery again = claimed.requestedAgain(later);

    assertThat(again.state()).isEqualTo(DeliveryState.PENDING);
    assertThat(again.attempt()).isEqualTo(1);
    assertThat(again.owner()).isNull();
    assertThat(again.nextAt()).isEqualTo(later);
    assertThat(again.dueAt()).isEqualTo(later.plus(Delivery.GRACE));
  }

  @Test
  void whatIsDoneIsNeverOverdue() {
    Instant never = NOW.plus(Duration.ofDays(100));

    assertThat(delivery.overdue(never)).isTrue();
    assertThat(delivery.delivered(ATTEMPT).overdue(never)).isFalse();
    assertThat(delivery.dead(ATTEMPT).overdue(never)).isFalse();
    assertThat(DeliveryState.DEAD.terminal()).isTrue();
    assertThat(DeliveryState.SENDING.terminal()).isFalse();
  }

  @Test
  void theMessageNamesTheDeliveryAndTheAttempt() {
    assertThat(Json.write(delivery.request()))
        .isEqualToIgnoringWhitespace(
            """
            {"deliveryId":"%s","attempt":1,"type":"delivery.requested"}\
            """
                .formatted(delivery.deliveryId()));
    assertThat(Json.read(Json.write(delivery.request()), DeliveryRequested.class))
        .isEqualTo(delivery.request());
  }
}
