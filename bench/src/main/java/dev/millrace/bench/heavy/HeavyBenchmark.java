package dev.millrace.bench.heavy;

import dev.millrace.bench.Benchmark;
import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Hundreds of big files through the whole system while S3 fails and functions are killed.
public final class HeavyBenchmark implements Benchmark {
  private static final int UPLOADS = 200;
  private static final double MOST_NOT_COMPLETED = 0.01;

  @Override
  public String name() {
    return "heavy";
  }

  @Override
  public String about() {
    return "%d files of 100 to 300 MB through the whole stack, with kills and errors of S3"
        .formatted(UPLOADS);
  }

  @Override
  public boolean onlyByName() {
    return true;
  }

  @Override
  public Report run(Options options, PrintStream progress)
      throws IOException, InterruptedException {
    HeavyPlan plan = plan(options);
    Path folder = Files.createTempDirectory("millrace-heavy-");
    try (HeavyStack stack = HeavyStack.start(progress)) {
      return report(new HeavyRun(plan, stack.local(), folder, progress).run());
    } finally {
      Files.delete(folder);
    }
  }

  private static HeavyPlan plan(Options options) {
    return options.quick()
        ? new HeavyPlan(
            options.uploads().orElse(12),
            1_000_000,
            5_000_000,
            4,
            2,
            0.1,
            0.01,
            Duration.ofMinutes(5),
            options.seed())
        : new HeavyPlan(
            options.uploads().orElse(UPLOADS),
            100_000_000,
            300_000_000,
            4,
            6,
            0.1,
            0.01,
            Duration.ofMinutes(15),
            options.seed());
  }

  private static Report report(HeavyTally tally) {
    double seconds = tally.took().toMillis() / 1e3;
    List<List<Object>> outcomes = new ArrayList<>();
    tally
        .byOutcome()
        .forEach(
            (what, number) -> outcomes.add(List.of(what.get(0), what.get(1), what.get(2), number)));
    List<List<Object>> faults = new ArrayList<>();
    faults.add(List.of("requests to S3", tally.requests()));
    faults.add(List.of("answered 503", tally.refusals()));
    faults.add(List.of("broken off", tally.breaks()));
    faults.add(List.of("tried again by the client", tally.retries()));
    tally.kills().forEach((function, number) -> faults.add(List.of("killed: " + function, number)));
    tally
        .failures()
        .forEach((type, number) -> faults.add(List.of("invocations ended in " + type, number)));
    List<List<Object>> notices =
        List.of(
            List.of("events owed", tally.owed()),
            List.of("notices received, repeated ones too", tally.received()),
            List.of("missing", tally.missing()),
            List.of("forged", tally.forged()));
    return new Report(
        List.of(
            new Table(
                "Rate",
                List.of("files", "GB", "seconds", "files a minute", "MB/s"),
                List.of(
                    List.of(
                        tally.files(),
                        tally.bytes() / 1e9,
                        seconds,
                        tally.files() * 60 / seconds,
                        tally.bytes() / 1e6 / seconds))),
            new Table("Outcomes", List.of("kind", "state", "reason", "files"), outcomes),
            new Table("Faults", List.of("fault", "number"), faults),
            new Table("Notices", List.of("notices", "number"), notices)),
        List.of(
            Mark.atMost(
                MOST_NOT_COMPLETED,
                "not completed",
                (double) tally.notCompleted() / tally.files(),
                ""),
            Mark.atMost(0, "stuck", tally.stuck(), "files"),
            Mark.atMost(0, "crashes unaccounted", tally.unaccounted(), ""),
            Mark.atMost(0, "notices missing", tally.missing(), ""),
            Mark.atMost(0, "deleted but not erased", tally.notErased(), "files")));
  }
}
