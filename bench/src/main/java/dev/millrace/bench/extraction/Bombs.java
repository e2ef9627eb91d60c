package dev.millrace.bench.extraction;

import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What becomes of hostile files, one after the other in one process, each followed by an honest
/// one.
final class Bombs implements Section {
  private static final String HEAP = "512m";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MOST_SECONDS = 10;

  @Override
  public String name() {
    return "bombs";
  }

  @Override
  public Report run(Options options, Path folder, PrintStream progress) throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    Path text = folder.resolve("bomb.txt");
    Path honest = new HostilePdf().write(folder.resolve("honest.pdf"));
    long slowest = 0;
    int refused = 0;
    try (JavaTool tool = JavaTool.millrace(HEAP)) {
      tool.extract(honest, "", text, LIMIT);
      for (Bomb bomb : Bomb.all()) {
        Path file = folder.resolve("bomb.pdf");
        bomb.maker().write(file);
        Answer answer = tool.extract(file, "", text, LIMIT);
        Answer next = tool.extract(honest, "", text, LIMIT);
        rows.add(
            List.of(
                bomb.name(),
                Files.size(file) / 1000,
                answer.end(),
                answer.millis() / 1000.0,
                next.end()));
        progress.println(bomb.name() + ": " + answer.end());
        slowest = Math.max(slowest, answer.millis());
        refused += next.ok() ? 0 : 1;
        Files.delete(file);
      }
      return new Report(
          List.of(
              new Table(
                  "Hostile files in one process, -Xmx" + HEAP,
                  List.of("file", "kB", "end", "seconds", "the next file"),
                  rows)),
          List.of(
              Mark.atLeast(23, "kinds of hostile files", rows.size(), ""),
              Mark.atMost(MOST_SECONDS, "slowest hostile file", slowest / 1000.0, "s"),
              Mark.atMost(0, "processes lost to hostile files", tool.deaths(), ""),
              Mark.atMost(0, "honest files that failed behind them", refused, "")));
    }
  }
}
