package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.eta.DurationStore;
import dev.millrace.eta.MeanDuration;
import dev.millrace.eta.Measured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What keeps durations must know the mean of those it was told.
@Tag("contract")
public abstract class DurationStoreContract {
  private final Measured measured = new Measured("test#" + UUID.randomUUID());
  private final Measured other = new Measured("test#" + UUID.randomUUID());

  /// {@return the store}
  protected abstract DurationStore durations();

  @Test
  void knowsTheMeanOfWhatItWasTold() {
    durations().add(measured, Duration.ofSeconds(2));
    durations().add(measured, Duration.ofSeconds(4));

    assertThat(durations().find(List.of(measured, other)))
        .isEqualTo(Map.of(measured, new MeanDuration(3000, 2)));
  }

  @Test
  void knowsNothingOfWhatItWasNotTold() {
    assertThat(durations().find(List.of(other))).isEmpty();
    assertThat(durations().find(List.of())).isEmpty();
  }
}
