package dev.millrace.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:34:56Z");

  @Test
  void percentilesAreTheBoundsThatTheirShareDoesNotExceed() {
    Tally tally = of(1);
    for (int millis = 2; millis <= 100; millis++) {
      tally = tally.plus(of(millis));
    }

    assertThat(tally.attempts()).isEqualTo(100);
    assertThat(tally.accepted()).isEqualTo(100);
    assertThat(tally.percentile(0.5)).isEqualTo(50);
    assertThat(tally.percentile(0.95)).isEqualTo(100);
    assertThat(of(600_000).percentile(0.99)).isEqualTo(60_000);
    assertThat(new Tally(AT, Map.of(), Map.of()).percentile(0.99)).isZero();
  }

  private static Tally of(long millis) {
    return Tally.of(new Attempt(1, AT, millis, 200, null, Exchange.NONE));
  }
}
