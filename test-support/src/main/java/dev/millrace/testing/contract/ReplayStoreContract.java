package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.MovableClock;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.DeliveryStore.Place;
import dev.millrace.webhook.Replay;
import dev.millrace.webhook.ReplayStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What keeps replays must let only one of two steps from the same version through.
@Tag("contract")
public abstract class ReplayStoreContract {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final String id = Replay.ID_PREFIX + System.nanoTime();

  /// {@return the store under test}
  protected abstract ReplayStore store();

  /// {@return the replays that the sweeper would work off}
  protected abstract List<String> open(Instant now);

  @Test
  void keepsAReplayAndItsProgressAndEndsItOnce() {
    Instant now = clock.instant();
    Replay replay =
        new Replay(
            id,
            "acme",
            "ep_1",
            now.minus(Duration.ofDays(1)),
            now,
            Set.of(DeliveryState.DEAD),
            null,
            0,
            0,
            now,
            null,
            1);
    store().create(replay);
    clock.advance(Duration.ofSeconds(1));

    assertThat(store().find("acme", id)).contains(replay);
    assertThat(store().find("stranger", id)).isEmpty();
    assertThat(open(clock.instant())).contains(id);

    Replay advanced = replay.advanced(new Place(now, "dlv_1"), 100, 7);
    assertThat(store().save(advanced)).isTrue();
    assertThat(store().save(replay.ended(now))).isFalse();
    assertThat(store().find("acme", id)).contains(advanced);

    assertThat(store().save(advanced.ended(clock.instant()))).isTrue();
    assertThat(open(clock.instant())).doesNotContain(id);
  }
}
