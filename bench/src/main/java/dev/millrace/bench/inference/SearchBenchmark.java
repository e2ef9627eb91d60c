package dev.millrace.bench.inference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.bench.Benchmark;
import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/// Search by meaning.
public final class SearchBenchmark implements Benchmark {
  private static final int SEARCHES = 500;
  private static final int QUICK_SEARCHES = 50;

  @Override
  public String name() {
    return "search";
  }

  @Override
  public String about() {
    return "search through 100,000 embedded chunks";
  }

  @Override
  public Report run(Options options, PrintStream progress)
      throws IOException, InterruptedException {
    int searches = options.quick() ? QUICK_SEARCHES : SEARCHES;
    JsonNode found = ModelProcess.run(SearchProbe.class, String.valueOf(searches));
    return new Report(
        List.of(
            new Table(
                "Exact search on one thread, embeddings in memory, without that of the question",
                List.of("chunks", "p50 ms", "p99 ms"),
                List.of(
                    List.of(
                        found.required("chunks").asInt(),
                        found.required("p50").asDouble(),
                        found.required("p99").asDouble())))),
        List.of());
  }
}
