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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How far tools agree on the words of real PDFs, at a heap of 256 MB.
final class Agreement implements Section {
  private static final String HEAP = "256m";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// What a tool made of all files.
  private static final class Score {
    private final Map<String, Integer> ends = new TreeMap<>();
    private final Map<String, Words> words = new HashMap<>();
    private long millis;
    private int pages;
    private long peak;

    int failures() {
      return ends.entrySet().stream()
          .filter(end -> !end.getKey().equals(Answer.OK))
          .mapToInt(Map.Entry::getValue)
          .sum();
    }
  }

  @Override
  public Report run(Options options, Path folder, PrintStream progress) throws Exception {
    List<Sample> samples = Sample.all(options);
    if (samples.isEmpty()) {
      progress.println("no " + Options.CORPORA + ": agreement on real files is not measured");
      return new Report(List.of(), List.of());
    }
    List<String> names = new ArrayList<>();
    Map<String, Score> scores = new HashMap<>();
    for (Tool tool : tools(folder, progress)) {
      try (tool) {
        progress.println(tool.name() + " reads " + samples.size() + " files");
        names.add(tool.name());
        scores.put(tool.name(), score(tool, samples, folder));
      }
    }
    return report(names, scores, samples);
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
    Score score = new Score();
    for (Sample sample : samples) {
      Path text = folder.resolve("words.txt");
      Answer answer = tool.extract(sample.file(), sample.password(), text, LIMIT);
      score.ends.merge(answer.end(), 1, Integer::sum);
      score.millis += answer.millis();
      score.pages += answer.pages();
      score.peak = Math.max(score.peak, answer.peakBytes());
      score.words.put(sample.id(), Words.of(text));
      Files.deleteIfExists(text);
    }
    return score;
  }

  private static Report report(
      List<String> names, Map<String, Score> scores, List<Sample> samples) {
    List<List<Object>> ends = new ArrayList<>();
    List<List<Object>> agreement = new ArrayList<>();
    for (String name : names) {
      Score score = scores.get(name);
      ends.add(
          List.of(
              name,
              score.failures(),
              score.ends.toString(),
              score.millis / 1000.0,
              score.peak / 1_000_000));
      List<Object> row = new ArrayList<>(List.of(name));
      for (String other : names) {
        row.add(
            "%.3f / %.3f"
                .formatted(
                    macro(score, scores.get(other), samples),
                    micro(score, scores.get(other), samples)));
      }
      agreement.add(row);
    }
    List<String> columns = new ArrayList<>(List.of("F1 macro / micro"));
    columns.addAll(names);
    List<Table> tables =
        List.of(
            new Table(
                "%d real PDFs, -Xmx%s".formatted(samples.size(), HEAP),
                List.of("tool", "failures", "ends", "seconds", "peak MB"),
                ends),
            new Table("Agreement on the words of real PDFs", columns, agreement));
    return new Report(tables, marks(names, scores, samples));
  }

  private static List<Mark> marks(
      List<String> names, Map<String, Score> scores, List<Sample> samples) {
    List<Mark> marks = new ArrayList<>();
    Score own = scores.get(names.getFirst());
    mark(0.93, "pdftotext", own, scores, samples).ifPresent(marks::add);
    mark(0.92, "mutool", own, scores, samples).ifPresent(marks::add);
    Score tika = scores.get(Tika.NAME);
    if (tika != null) {
      marks.add(Mark.atMost(tika.failures(), "failures on real PDFs", own.failures(), ""));
    }
    marks.add(Mark.atMost(0, "hangs on real PDFs", own.ends.getOrDefault("timeout", 0), ""));
    marks.add(Mark.atMost(0, "processes lost", own.ends.getOrDefault("process died", 0), ""));
    return marks;
  }

  private static Optional<Mark> mark(
      double goal, String other, Score own, Map<String, Score> scores, List<Sample> samples) {
    return Optional.ofNullable(scores.get(other))
        .map(theirs ->
            Mark.atLeast(goal, "macro F1 against " + other, macro(own, theirs, samples), ""));
  }

  private static double macro(Score one, Score other, List<Sample> samples) {
    return samples.stream()
        .mapToDouble(sample -> one.words.get(sample.id()).f1(other.words.get(sample.id())))
        .average()
        .orElse(1);
  }

  private static double micro(Score one, Score other, List<Sample> samples) {
    long shared = 0;
    long all = 0;
    for (Sample sample : samples) {
      Words words = one.words.get(sample.id());
      Words others = other.words.get(sample.id());
      shared += words.shared(others);
      all += words.total() + others.total();
    }
    return all == 0 ? 1 : 2.0 * shared / all;
  }
}
