package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bench.heavy.HeavyPlan;
import dev.millrace.bench.heavy.HeavyRun;
import dev.millrace.bench.heavy.HeavyTally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `./millrace bench heavy`, with `MILLRACE_LONG_TESTS`.
@Tag("system")
class HeavyFilesTest {
  private static final HeavyPlan SHORT =
      new HeavyPlan(8, 200_000, 1_000_000, 8, 3, 0.1, 0.01, Duration.ofMinutes(5), 1);

  @Test
  void filesOfAllKindsEndThoughS3FailsAndFunctionsAreKilled(@TempDir Path folder)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(Stack.LONG, "MILLRACE_LONG_TESTS is not set");
    HeavyTally tally = new HeavyRun(SHORT, Stack.LOCAL, folder, System.err).run();

    assertThat(tally.files()).isEqualTo(9);
    assertThat(tally.notCompleted()).as("%s", tally).isZero();
    assertThat(tally.kills()).isNotEmpty();
    assertThat(tally.refusals()).isPositive();
    assertThat(tally.unaccounted()).isZero();
    assertThat(tally.owed()).isGreaterThan(tally.files());
    assertThat(tally.missing()).isZero();
    assertThat(tally.forged()).isZero();
    assertThat(tally.notErased()).isZero();
  }
}
