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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// How far tools agree on the words of real PDFs, at a heap of 256 MB.
final class Agreement implements Section {
  private static final String HEAP = "256m";
  private static final int QUICK = 40;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// What a tool made of all files.
  private static final class Score {
    private final String name;
    private final Map<String, Integer> ends = new TreeMap<>();
    private final List<Words> words = new ArrayList<>();
    private long millis;
    private long peak;

    Score(String name) {
      this.name = name;
    }

    int failures() {
      return ends.entrySet().stream()
          .filter(end -> !end.getKey().equals(Answer.OK))
          .mapToInt(Map.Entry::getValue)
          .sum();
    }

    /// {@return the F1 score of one file's words against another tool's, averaged over all files}
    double macro(Score other) {
      return IntStream.range(0, words.size())
          .mapToDouble(i -> words.get(i).f1(other.words.get(i)))
          .average()
          .orElse(1);
    }

    /// {@return the F1 score of all files' words taken together}
    double micro(Score other) {
      long shared = 0;
      long all = 0;
      for (int i = 0; i < words.size(); i++) {
        shared += words.get(i).shared(other.words.get(i));
        all += words.get(i).total() + other.words.get(i).total();
      }
      return all == 0 ? 1 : 2.0 * shared / all;
    }
  }

  @Override
  public String name() {
    return "agreement";
  }

  @Override
  public Report run(Options options, Path folder, PrintStream progress) throws Exception {
    List<Sample> samples = Sample.all(options);
    if (samples.isEmpty()) {
      progress.println("no " + Options.CORPORA + ": agreement on real files is not measured");
      return new Report(List.of(), List.of());
    }
    if (options.quick()) {
      samples = samples.subList(0, Math.min(QUICK, samples.size()));
    }
    List<Score> scores = new ArrayList<>();
    for (Tool tool : tools(folder, progress)) {
      try (tool) {
        progress.println(tool.name() + " reads " + samples.size() + " files");
        scores.add(score(tool, samples, folder));
      }
    }
    return new Report(tables(scores, samples.size()), marks(scores));
  }

  private static List<Tool> tools(Path folder, PrintStream progress) throws Exception {
    List<Tool> tools = new ArrayList<>();
    tools.add(JavaTool.millrace(HEAP));
    CommandTool.pdftotext().ifPresent(tools::add);
    CommandTool.mutool().ifPresent(tools::add);
    Tika.find(HEAP, folder, progress).ifPresent(tools::add);
    return tools;
  }

  private static Score score(Tool tool, List<Sample> samples, Path folder) throws Exception {
    Score score = new Score(tool.name());
    Path text = folder.resolve("words.txt");
    for (Sample sample : samples) {
      Answer answer = tool.extract(sample.file(), sample.password(), text, LIMIT);
      score.ends.merge(answer.end(), 1, Integer::sum);
      score.millis += answer.millis();
      score.peak = Math.max(score.peak, answer.peakBytes());
      score.words.add(Words.of(text));
      Files.deleteIfExists(text);
    }
    return score;
  }

  private static List<Table> tables(List<Score> scores, int files) {
    List<List<Object>> ends = new ArrayList<>();
    List<List<Object>> agreement = new ArrayList<>();
    List<String> columns = new ArrayList<>(List.of("F1 macro / micro"));
    for (Score score : scores) {
      columns.add(score.name);
      ends.add(
          List.of(
              score.name,
              score.failures(),
              score.ends.toString(),
              score.millis / 1000.0,
              score.peak / (1 << 20)));
      List<Object> row = new ArrayList<>(List.of(score.name));
      for (Score other : scores) {
        row.add("%.3f / %.3f".formatted(score.macro(other), score.micro(other)));
      }
      agreement.add(row);
    }
    return List.of(
        new Table(
            "%d real PDFs, -Xmx%s".formatted(files, HEAP),
            List.of("tool", "failures", "ends", "seconds", "peak MB"),
            ends),
        new Table("Agreement on the words of real PDFs", columns, agreement));
  }

  private static List<Mark> marks(List<Score> scores) {
    Score own = scores.getFirst();
    List<Mark> marks = new ArrayList<>();
    for (Score other : scores) {
      switch (other.name) {
        case "pdftotext" ->
            marks.add(Mark.atLeast(0.93, "macro F1 against pdftotext", own.macro(other), ""));
        case "mutool" ->
            marks.add(Mark.atLeast(0.92, "macro F1 against mutool", own.macro(other), ""));
        case Tika.NAME ->
            marks.add(Mark.atMost(other.failures(), "failures on real PDFs", own.failures(), ""));
        default -> {}
      }
    }
    marks.add(Mark.atMost(0, "hangs on real PDFs", own.ends.getOrDefault("timeout", 0), ""));
    marks.add(Mark.atMost(0, "processes lost", own.ends.getOrDefault("process died", 0), ""));
    return marks;
  }
}
