package dev.millrace.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void isANumberOfSecondsOrADate() {
    assertThat(RetryAfter.parse("120", NOW)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse("Thu, 01 Jan 2026 00:02:00 GMT", NOW))
        .contains(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-1",
        "1.5",
        "99999999999999999999",
        "١٢",
        "Wed, 31 Dec 2025 23:59:00 GMT",
        "Thu, 99 Jan 2026 00:02:00 GMT"
      })
  void whatMakesNoSenseIsNotHeard(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEmpty();
  }
}
