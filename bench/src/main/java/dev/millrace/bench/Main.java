package dev.millrace.bench;

import dev.millrace.bench.extraction.ExtractionBenchmark;
import dev.millrace.bench.heavy.HeavyBenchmark;
import dev.millrace.bench.heavy.LargeBenchmark;
import dev.millrace.bench.inference.InferenceBenchmark;
import dev.millrace.bench.inference.SearchBenchmark;
import dev.millrace.bench.summary.SummaryBenchmark;
import dev.millrace.bench.upload.UploadsBenchmark;
import dev.millrace.bench.webhook.WebhooksBenchmark;
import dev.millrace.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The command line of the benchmarks: prints what each has found and keeps it as JSON under
/// `bench/results/`.
public final class Main {
  private static final List<Benchmark> BENCHMARKS =
      List.of(
          new ExtractionBenchmark(),
          new HeavyBenchmark(),
          new InferenceBenchmark(),
          new LargeBenchmark(),
          new SearchBenchmark(),
          new SummaryBenchmark(),
          new UploadsBenchmark(),
          new WebhooksBenchmark());
  private static final int USAGE_ERROR = 2;

  private Main() {}

  /// What is kept of a run.
  private record Kept(
      String benchmark, Instant at, boolean quick, Machine machine, Report report) {}

  /// Runs benchmarks and ends the process: emulators leave threads behind.
  ///
  /// @param arguments the folder for results, then names and options
  public static void main(String[] arguments) throws Exception {
    System.exit(run(List.of(arguments), BENCHMARKS, System.out, System.err));
  }

  static int run(
      List<String> arguments, List<Benchmark> benchmarks, PrintStream out, PrintStream err)
      throws Exception {
    Path results = Path.of(arguments.getFirst());
    Options options;
    try {
      options = Options.parse(arguments.subList(1, arguments.size()), System.getenv());
    } catch (IllegalArgumentException e) {
      return refused(String.valueOf(e.getMessage()), benchmarks, err);
    }
    for (String name : options.names()) {
      if (benchmarks.stream().noneMatch(benchmark -> benchmark.name().equals(name))) {
        return refused("there is no benchmark " + name, benchmarks, err);
      }
    }
    for (String part : options.parts()) {
      if (benchmarks.stream().noneMatch(one -> options.runs(one) && one.parts().contains(part))) {
        return refused("there is no part " + part, benchmarks, err);
      }
    }
    for (Benchmark benchmark : benchmarks) {
      if (options.runs(benchmark)) {
        out.println(benchmark.name() + ": " + benchmark.about());
        Report report = benchmark.run(options, err);
        new Printer(out).print(report);
        out.println("\nKept in " + keep(results, benchmark.name(), options, report));
      }
    }
    return 0;
  }

  private static Path keep(Path results, String name, Options options, Report report)
      throws IOException {
    Files.createDirectories(results);
    Kept kept =
        new Kept(name, Clock.systemUTC().instant(), options.quick(), Machine.here(), report);
    List<String> words = new ArrayList<>(List.of(name));
    words.addAll(options.parts());
    return Files.writeString(
        results.resolve(String.join("-", words) + ".json"), Json.write(kept) + "\n");
  }

  private static int refused(String problem, List<Benchmark> benchmarks, PrintStream err) {
    err.println(problem);
    err.println("usage: ./millrace bench [--quick] [--uploads N] [--seed S] [NAME[/PART] ...]");
    for (Benchmark benchmark : benchmarks) {
      err.printf("  %-12s %s%n", benchmark.name(), benchmark.about());
      if (!benchmark.parts().isEmpty()) {
        err.printf("  %-12s   its parts: %s%n", "", String.join(" ", benchmark.parts()));
      }
    }
    return USAGE_ERROR;
  }
}
