package dev.millrace.extraction.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.extraction.jsonl.JsonLinesSpools;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Progress;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.RunStore.Claim;
import dev.millrace.upload.Upload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {
  private static final long MAX_MEMORY = 1_500_000_000;
  private static final Duration LEASE = Duration.ofSeconds(50);

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads runs = new MemoryUploads(clock);
  private final AtomicLong used = new AtomicLong();
  private final AtomicInteger ends = new AtomicInteger();
  private PageKeeper keeper;
  private Run run;

  @BeforeEach
  void readSevenPages(@TempDir Path folder) throws IOException {
    Upload upload = Samples.upload(Samples.REF, Kind.PDF, 9, clock.instant());
    Run wanted = Run.of(Samples.object(upload), 1, Kind.PDF, clock.instant());
    run = ((Claim.Claimed) runs.claim(wanted, "me", LEASE)).run();
    keeper =
        new PageKeeper(
            run,
            runs,
            new JsonLinesSpools(new MemoryObjects()).open(run, folder),
            new Held(),
            _ -> {},
            Deadline.in(Duration.ofMinutes(5), clock),
            clock);
    for (int number = 1; number <= 7; number++) {
      keeper.begin(number);
      keeper.push(
          new Page.Read(number, "text"), Position.after(number), new Progress("pages", number, 9));
    }
    keeper.begin(8);
  }

  @Test
  void leavesAReaderAloneThatGetsOn() {
    clock.advance(Duration.ofSeconds(60));
    used.set(MAX_MEMORY);

    watchdog(2 * MAX_MEMORY).look();

    assertThat(ends).hasValue(0);
    assertThat(suspect()).isZero();
  }

  @Test
  void endsTheSandboxOfAReaderThatIsStuck() {
    clock.advance(Duration.ofSeconds(61));

    watchdog(2 * MAX_MEMORY).look();

    assertThat(ends).hasValue(1);
    assertThat(suspect()).isEqualTo(8);
  }

  @Test
  void endsTheSandboxThatHasUsedUpItsBudget() {
    used.set(MAX_MEMORY + 1);

    watchdog(2 * MAX_MEMORY).look();

    assertThat(ends).hasValue(1);
    assertThat(suspect()).isEqualTo(8);
  }

  @Test
  void endsTheSandboxWhoseHeapIsFull() {
    used.set(950);

    watchdog(1000).look();

    assertThat(ends).hasValue(1);
  }

  private Watchdog watchdog(long heap) {
    return Watchdog.over(
        keeper,
        new HeapGauge(used::get, heap),
        new Budget(MAX_MEMORY, () -> 0),
        ends::incrementAndGet,
        clock);
  }

  private int suspect() {
    return runs.find(Samples.REF, run.runId()).orElseThrow().reached().suspect();
  }

  private static final class Held implements RunLease {
    @Override
    public boolean lost() {
      return false;
    }

    @Override
    public void close() {}
  }
}
