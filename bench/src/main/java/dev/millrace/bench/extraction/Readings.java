package dev.millrace.bench.extraction;

import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One long document after the other, or by one tool after the other, and what came of each.
final class Readings {
  static final long MEGABYTE = 1 << 20;

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int SETTLED_PAGES = 5_000;
  private static final int FLAT_PERCENT = 15;

  private final Path folder;
  private final PrintStream progress;
  private final List<List<Object>> rows = new ArrayList<>();

  /// @param folder takes temporary files
  Readings(Path folder, PrintStream progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /// Lets a tool read a document.
  ///
  /// @param heap the tool's, empty if it has none
  /// @param pages how many the document has, for tools that do not tell; 0 if that is not known
  Answer read(Tool tool, String heap, Path document, int pages) throws Exception {
    progress.println(tool.name() + " reads " + document.getFileName());
    Path text = folder.resolve("long.txt");
    Answer answer = tool.extract(document, "", text, LIMIT);
    Files.deleteIfExists(text);
    int read = Math.max(pages, answer.pages());
    double seconds = answer.millis() / 1000.0;
    rows.add(
        List.of(
            "%s, %d MB".formatted(document.getFileName(), Files.size(document) / MEGABYTE),
            tool.name(),
            heap,
            answer.ok() ? read : answer.end(),
            seconds,
            Math.round(read / seconds),
            answer.peakBytes() / MEGABYTE));
    return answer;
  }

  Table table(String title) {
    return new Table(
        title,
        List.of("document", "tool", "heap", "pages", "seconds", "pages/s", "peak MB"),
        List.copyOf(rows));
  }

  /// {@return how far the heap strays from its mean once it has settled}
  ///
  /// @param heap what a collection could not free, in bytes, after every so many pages
  static Mark flatness(String document, List<Long> heap) {
    int settled = SETTLED_PAGES / ExtractionWorker.PAGES_PER_MEASUREMENT - 1;
    List<Long> later = heap.subList(Math.min(settled, heap.size() / 2), heap.size());
    double mean = later.stream().mapToLong(used -> used).average().orElse(Double.NaN);
    double most =
        later.stream().mapToDouble(used -> Math.abs(used - mean) / mean).max().orElse(Double.NaN);
    return Mark.atMost(
        FLAT_PERCENT,
        "heap after collections from page 5,000 of " + document + " on, off its mean",
        100 * most,
        "%");
  }
}
