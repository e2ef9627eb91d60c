package dev.millrace.bench.extraction;

import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// One long document after the other, or by one tool after the other, and what came of each.
final class Readings {
  static final long MEGABYTE = 1 << 20;

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int SETTLED_PAGES = 5_000;
  private static final int FLAT_PERCENT = 15;

  /// A long file is opened twelve times.
  private static final int WINDOWS = 6;

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

  /// {@return how far the crests of the heap stray from their mean once it has settled}
  ///
  /// A file is opened anew every so many pages, and between two openings the heap grows: what must
  /// be flat are the crests, one for every two openings.
  ///
  /// @param heap what a collection could not free, in bytes, after every so many pages
  static Mark flatness(String document, List<Long> heap) {
    double[] crests = crests(heap);
    double mean = Arrays.stream(crests).average().orElse(Double.NaN);
    double most =
        Arrays.stream(crests).map(crest -> Math.abs(crest - mean) / mean).max().orElse(Double.NaN);
    return Mark.atMost(
        FLAT_PERCENT,
        "crests of the heap after collections from page 5,000 of "
            + document
            + " on, off their mean",
        100 * most,
        "%");
  }

  /// {@return the figures that flatness is told from}
  static Table heap(String document, List<Long> heap) {
    List<List<Object>> rows = new ArrayList<>();
    for (double crest : crests(heap)) {
      rows.add(List.of(rows.size() + 1, crest / MEGABYTE));
    }
    return new Table(
        "Heap after collections, %s, from page 5,000 on".formatted(document),
        List.of("openings", "crest, MB"),
        rows);
  }

  private static double[] crests(List<Long> heap) {
    int window = Math.ceilDiv(heap.size(), WINDOWS);
    List<Double> crests = new ArrayList<>();
    int settled = SETTLED_PAGES / ExtractionWorker.PAGES_PER_MEASUREMENT - 1;
    for (int from = settled; from + window <= heap.size(); from += window) {
      crests.add((double) Collections.max(heap.subList(from, from + window)));
    }
    return crests.stream().mapToDouble(crest -> crest).toArray();
  }
}
