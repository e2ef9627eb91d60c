package dev.millrace.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void idsSortByTheirTimeAndDoNotRepeat() {
    Ids early = at("2026-01-01T00:00:00Z");
    Ids late = at("2026-01-01T00:00:00.001Z");

    assertThat(early.next("up_")).matches("up_[0-9a-hjkmnp-tv-z]{26}");
    assertThat(early.next("up_")).isLessThan(late.next("up_"));
    assertThat(IntStream.range(0, 1000).mapToObj(_ -> early.next("up_"))).doesNotHaveDuplicates();
  }

  @Test
  void equalPartsHaveEqualHashesAndOthersDoNot() {
    assertThat(Ids.hash("run_", "a", "b")).isEqualTo(Ids.hash("run_", "a", "b"));
    assertThat(Ids.hash("run_", "a", "b")).isNotEqualTo(Ids.hash("run_", "ab"));
    assertThat(Ids.hash("run_", "a", "b")).isNotEqualTo(Ids.hash("run_", "b", "a"));
  }

  @Test
  void aHashIsTheBase32OfItsSha256() {
    // SHA-256("abc") starts ba7816bf 8f01cfea: 10111 01001 11100 00001 01101 01111 11100 01111 ...
    assertThat(Ids.hash("", "abc")).startsWith("q9w1dfwf").hasSize(26);
  }

  private static Ids at(String time) {
    return new Ids(Clock.fixed(Instant.parse(time), ZoneOffset.UTC), new SecureRandom());
  }
}
