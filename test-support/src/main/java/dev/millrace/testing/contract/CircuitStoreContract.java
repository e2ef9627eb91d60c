package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.MovableClock;
import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.circuit.CircuitPolicy;
import dev.millrace.webhook.circuit.CircuitStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What keeps circuits must let only one of two steps from the same version through.
@Tag("contract")
public abstract class CircuitStoreContract {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final String endpointId = "ep_" + System.nanoTime() + "x" + NEXT.incrementAndGet();
  private final Circuit fresh = Circuit.fresh("acme", endpointId);

  /// {@return the store under test}
  protected abstract CircuitStore store();

  /// {@return the endpoints whose parked deliveries the sweeper would look at}
  protected abstract List<String> overdue(Instant now);

  @Test
  void keepsEveryFieldOfACircuit() {
    Instant now = clock.instant();
    Circuit entered = fresh.admit("wrk_1", now.plusSeconds(30), false, 1, now).circuit();
    Circuit failed =
        entered.failed("wrk_0", false, Duration.ofMinutes(5), CircuitPolicy.DEFAULT, now);
    Circuit waking = failed.waking(now.plusSeconds(60));

    assertThat(store().find(endpointId)).isEmpty();
    assertThat(store().save(entered)).isEqualTo(entered);
    assertThat(store().save(failed)).isEqualTo(failed);
    assertThat(store().save(waking)).isEqualTo(waking);
    assertThat(store().find(endpointId)).contains(waking);
  }

  @Test
  void onlyOneOfTwoStepsFromTheSameVersionIsWritten() {
    Circuit first = fresh.waking(clock.instant());
    Circuit second = first.reset();
    assertThat(store().save(first)).isEqualTo(first);
    assertThat(store().save(fresh.reset())).isEqualTo(first);
    assertThat(store().save(second)).isEqualTo(second);
    assertThat(store().save(first.waking(null))).isEqualTo(second);
  }

  @Test
  void aStepOfACircuitThatIsGoneStartsAnew() {
    assertThat(store().save(fresh.reset().reset())).isEqualTo(fresh);
  }

  @Test
  void theSweeperFindsWhatIsToBeLookedAt() {
    Circuit parked = fresh.waking(clock.instant());
    store().save(parked);
    clock.advance(Duration.ofSeconds(1));

    assertThat(overdue(clock.instant())).contains(endpointId);
    store().save(parked.waking(null));
    assertThat(overdue(clock.instant())).doesNotContain(endpointId);
  }
}
