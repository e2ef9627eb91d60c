package dev.millrace.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DueIndexTest {
  @Test
  void timesSortAsText() {
    assertThat(DueIndex.time(Instant.parse("2026-01-01T00:00:00Z")).s())
        .isEqualTo("2026-01-01T00:00:00.000Z");
    assertThat(DueIndex.time(Instant.parse("2026-01-01T00:00:00.123456Z")).s())
        .isEqualTo("2026-01-01T00:00:00.123Z");
    assertThat(DueIndex.time(Instant.parse("2026-01-01T00:00:00.999Z")).s())
        .isLessThan(DueIndex.time(Instant.parse("2026-01-01T00:00:01Z")).s());
  }

  @Test
  void anItemStaysInItsShard() {
    assertThat(DueIndex.attributes("run_1", Instant.EPOCH).get(DueIndex.SHARD))
        .isEqualTo(DueIndex.attributes("run_1", Instant.EPOCH.plusSeconds(1)).get(DueIndex.SHARD));
  }
}
