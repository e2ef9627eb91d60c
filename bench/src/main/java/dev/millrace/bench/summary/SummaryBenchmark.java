package dev.millrace.bench.summary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.bench.Benchmark;
import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import dev.millrace.bench.Repository;
import dev.millrace.bench.inference.ModelProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The quality of summaries and concepts.
public final class SummaryBenchmark implements Benchmark {
  private static final int QUICK_FILES = 6;

  @Override
  public String name() {
    return "summaries";
  }

  @Override
  public String about() {
    return "ROUGE of summaries against abstracts of papers, recall of concepts (needs apt)";
  }

  @Override
  public Report run(Options options, PrintStream progress)
      throws IOException, InterruptedException {
    progress.println("fetching papers ...");
    List<String> files =
        new DebianPapers(Repository.locate("bench/target/papers"))
            .fetch().stream().map(Path::toString).toList();
    List<String> chosen = options.quick() ? files.subList(0, QUICK_FILES) : files;
    progress.println("summarising " + chosen.size() + " files ...");
    JsonNode means = ModelProcess.run(SummaryProbe.class, chosen.toArray(String[]::new));
    return report(means);
  }

  private static Report report(JsonNode means) {
    JsonNode methods = means.required("methods");
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode method : methods) {
      rows.add(
          List.of(
              method.required("method").asText(),
              method.required("rouge1").asDouble(),
              method.required("rouge2").asDouble(),
              method.required("words").asDouble()));
    }
    double lead = Math.max(rouge1(methods, 1), Math.max(rouge1(methods, 2), rouge1(methods, 3)));
    return new Report(
        List.of(
            new Table(
                "Summaries of " + means.required("papers") + " papers against their abstracts",
                List.of("method", "ROUGE-1", "ROUGE-2", "words"),
                rows),
            new Table(
                "Concepts",
                List.of("papers with key words", "recall of the ten best"),
                List.of(
                    List.of(
                        means.required("papersWithKeywords").asInt(),
                        means.required("recallAt10").asDouble())))),
        List.of(
            Mark.atLeast(lead, "ROUGE-1, best of the others as its goal", rouge1(methods, 0), "")));
  }

  private static double rouge1(JsonNode methods, int index) {
    return methods.path(index).path("rouge1").asDouble();
  }
}
