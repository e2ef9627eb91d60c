package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.limit.Lease;
import dev.millrace.limit.LeaseStore;
import dev.millrace.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A pool must never give out more places than it has, and get back those of the dead.
@Tag("contract")
public abstract class LeaseStoreContract {
  private static final Duration LIFETIME = Duration.ofSeconds(30);

  /// The clock that the store goes by.
  protected final MovableClock clock = MovableClock.inTheNewYear();

  private final String pool = "test#" + UUID.randomUUID();

  /// {@return the store}
  protected abstract LeaseStore leases();

  @Test
  void givesOutAsManyPlacesAsThereAre() {
    assertThat(take(2)).isPresent();
    assertThat(take(2)).isPresent();
    assertThat(take(2)).isEmpty();
    assertThat(take(3)).isPresent();
    assertThat(take(0)).isEmpty();
  }

  @Test
  void takesBackAPlace() {
    Lease lease = take(1).orElseThrow();
    leases().release(lease);
    leases().release(lease);

    assertThat(take(1)).isPresent();
  }

  @Test
  void givesThePlaceOfTheDeadToTheNext() {
    Lease dead = take(1).orElseThrow();
    clock.advance(LIFETIME);
    Lease next = take(1).orElseThrow();

    leases().release(dead);

    assertThat(leases().renew(dead, LIFETIME)).isFalse();
    assertThat(leases().renew(next, LIFETIME)).isTrue();
    assertThat(take(1)).isEmpty();
  }

  @Test
  void aRenewedPlaceIsHeldOn() {
    Lease lease = take(1).orElseThrow();
    clock.advance(LIFETIME.minusSeconds(1));
    assertThat(leases().renew(lease, LIFETIME)).isTrue();
    clock.advance(LIFETIME.minusSeconds(1));

    assertThat(take(1)).isEmpty();
  }

  @Test
  void neverGivesOutAPlaceTwice() throws Exception {
    List<Callable<Optional<Lease>>> takers =
        IntStream.range(0, 16).<Callable<Optional<Lease>>>mapToObj(_ -> () -> take(3)).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Optional<Lease>> taken =
          threads.invokeAll(takers).stream().map(Future::resultNow).toList();

      assertThat(taken.stream().flatMap(Optional::stream)).hasSize(3);
    }
  }

  private Optional<Lease> take(int size) {
    return leases().take(pool, size, LIFETIME);
  }
}
