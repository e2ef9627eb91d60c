package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Exchange;
import dev.millrace.webhook.Tally;
import dev.millrace.webhook.TallyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What counts attempts must count each in its hour.
@Tag("contract")
public abstract class TallyStoreContract {
  private static final Instant NOON = Instant.parse("2026-01-01T12:34:56Z");

  private final String endpointId = "ep_" + System.nanoTime();

  /// {@return the store under test}
  protected abstract TallyStore store();

  @Test
  void countsEachAttemptInItsHour() {
    add(NOON, 200, 4);
    add(NOON.plusSeconds(60), 200, 9);
    add(NOON.plusSeconds(120), null, 15_000);
    Instant later = NOON.plus(Duration.ofHours(2));
    add(later, 503, 70);

    assertThat(store().read(endpointId, NOON, NOON.plusSeconds(1)))
        .containsExactly(
            new Tally(
                Instant.parse("2026-01-01T12:00:00Z"),
                Map.of("2xx", 2L, "none", 1L),
                Map.of(5L, 1L, 10L, 1L, 15_000L, 1L)));
    assertThat(store().read(endpointId, NOON, later)).hasSize(2);
    assertThat(store().read("ep_other", NOON, later)).isEmpty();
  }

  private void add(Instant at, @Nullable Integer status, long millis) {
    String error = status == null ? "timed_out" : null;
    store().add(endpointId, Tally.of(new Attempt(1, at, millis, status, error, Exchange.NONE)));
  }
}
