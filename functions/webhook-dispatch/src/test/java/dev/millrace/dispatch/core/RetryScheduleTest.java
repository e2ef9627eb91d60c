package dev.millrace.dispatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class RetryScheduleTest {
  private static final List<Duration> WAITS =
      List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(10));

  @Seeds
  @ParameterizedTest(name = "seed {0}")
  void everyWaitIsItsOwnGiveOrTakeAFifth(long seed) {
    RetrySchedule schedule = new RetrySchedule(WAITS, new Random(seed));

    for (int attempt = 1; attempt <= WAITS.size(); attempt++) {
      Duration wait = WAITS.get(attempt - 1);
      assertThat(schedule.after(attempt, null, Optional.empty()))
          .hasValueSatisfying(actual ->
              assertThat(actual)
                  .isBetween(
                      wait.multipliedBy(8).dividedBy(10), wait.multipliedBy(12).dividedBy(10)));
    }
  }

  @Test
  void theAttemptAfterTheLastWaitIsTheLast() {
    assertThat(new RetrySchedule(WAITS, new Random(1)).after(4, null, Optional.empty())).isEmpty();
    assertThat(new RetrySchedule(WAITS, new Random(1)).after(4, null, Optional.of(Duration.ZERO)))
        .isEmpty();
  }

  @Test
  void anEndpointCanLengthenTheWaitWithinBoundsButNotShortenIt() {
    RetrySchedule schedule = new RetrySchedule(WAITS, new Random(1));

    assertThat(schedule.after(1, null, Optional.of(Duration.ofMinutes(2))))
        .contains(Duration.ofMinutes(2));
    assertThat(schedule.after(1, null, Optional.of(Duration.ofDays(7))))
        .contains(RetrySchedule.MAX_ASKED);
    assertThat(schedule.after(2, null, Optional.of(Duration.ofSeconds(1))))
        .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofMinutes(3)));
  }

  @Test
  void anEndpointMayWantMoreOrFewerRetries() {
    RetrySchedule schedule = new RetrySchedule(WAITS, new Random(1));

    assertThat(schedule.after(1, 0, Optional.empty())).isEmpty();
    assertThat(schedule.after(2, 2, Optional.empty())).isPresent();
    assertThat(schedule.after(3, 2, Optional.empty())).isEmpty();
    assertThat(schedule.after(20, 20, Optional.empty()))
        .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofHours(7)));
    assertThat(schedule.after(21, 20, Optional.empty())).isEmpty();
  }
}
