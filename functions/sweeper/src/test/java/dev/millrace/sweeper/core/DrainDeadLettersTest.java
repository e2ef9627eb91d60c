package dev.millrace.sweeper.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.MemoryDeliveries;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MemoryWebhooks;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.upload.Change;
import dev.millrace.upload.Kind;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryRequested;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrainDeadLettersTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final Uploads uploads = new Uploads(new MemoryUploads(clock), clock);
  private final MemoryDeliveries deliveries = new MemoryDeliveries();
  private final List<String> settled = new ArrayList<>();

  @Test
  void anArrivalGoesBackUntilItsUploadHasEnded() {
    uploads.create(Samples.upload(Samples.REF, Kind.PDF, 42, clock.instant()));

    assertThat(drain(List.of(Samples.REF))).containsExactly(Repaired.DEAD_LETTER_SENT_BACK);

    uploads.change(
        Samples.REF,
        u -> Optional.of(Change.to(u.ended(UploadState.FAILED, null, clock.instant()))));
    assertThat(drain(List.of(Samples.REF))).containsExactly(Repaired.DEAD_LETTER_REMOVED);
    assertThat(settled).containsExactly("sent back", "removed");
  }

  @Test
  void anArrivalThatSpeaksOfNothingOfOursIsRemoved() {
    assertThat(drain(List.of())).containsExactly(Repaired.DEAD_LETTER_REMOVED);
    assertThat(drain(List.of(Samples.REF))).containsExactly(Repaired.DEAD_LETTER_REMOVED);
  }

  @Test
  void aRequestGoesBackUntilItsAttemptWasMade() {
    Delivery delivery =
        Delivery.of(WebhookSamples.event("evt_1", clock.instant()), "ep_1", clock.instant());
    deliveries.create(delivery);

    assertThat(drain(delivery.request())).containsExactly(Repaired.DEAD_LETTER_SENT_BACK);

    Delivery claimed = delivery.claimed("wrk_1", clock.instant().plusSeconds(30));
    deliveries.save(claimed);
    assertThat(drain(delivery.request())).containsExactly(Repaired.DEAD_LETTER_SENT_BACK);

    Delivery retried =
        claimed.retriedAt(
            MemoryWebhooks.attempt(1, clock, 500, null),
            clock.instant().plusSeconds(5),
            clock.instant());
    deliveries.save(retried);
    assertThat(drain(delivery.request())).containsExactly(Repaired.DEAD_LETTER_REMOVED);
    assertThat(drain(new DeliveryRequested("dlv_none", 1)))
        .containsExactly(Repaired.DEAD_LETTER_REMOVED);
  }

  private List<Repaired> drain(List<UploadRef> refs) {
    return DrainDeadLetters.ofArrivals(letters(refs), uploads).round();
  }

  private List<Repaired> drain(DeliveryRequested request) {
    return DrainDeadLetters.ofDeliveries(letters(request), deliveries).round();
  }

  private <T> DeadLetters<T> letters(T content) {
    return new DeadLetters<>() {
      @Override
      public List<DeadLetter<T>> receive() {
        return List.of(new DeadLetter<>(content, "body", "", "receipt"));
      }

      @Override
      public void sendBack(DeadLetter<T> letter) {
        settled.add("sent back");
      }

      @Override
      public void remove(DeadLetter<T> letter) {
        settled.add("removed");
      }
    };
  }
}
