package dev.millrace.bench.extraction;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Makes long documents of real ones, by `qpdf`.
///
/// Files that take part several times are copied first: qpdf would let the copies share fonts and
/// pictures, which real long documents do not.
final class LongPdfs {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int LEAST_CHARS_PER_PAGE = 1_000;
  private static final int LEAST_PAGES = 5;

  /// What `qpdf --check` ends with for a file that it had to mend.
  private static final int MENDED = 3;

  /// So that ten thousand pages have 100 MB.
  private static final int MOST_BYTES_PER_PAGE = 15_000;

  private final List<Sample> samples;
  private final Path folder;
  private final PrintStream progress;

  LongPdfs(List<Sample> samples, Path folder, PrintStream progress) {
    this.samples = samples;
    this.folder = folder;
    this.progress = progress;
  }

  private record Part(Path file, int pages) {}

  /// {@return a document of so many pages at least, all of them full of text} Few files are, so
  /// that those that qpdf mends take part.
  Path book(int pages) throws Exception {
    return joined(
        "book.pdf",
        readable(LEAST_PAGES, LEAST_CHARS_PER_PAGE, MOST_BYTES_PER_PAGE, MENDED),
        pages,
        0);
  }

  /// {@return a document of so many bytes at least, of pages of all kinds}
  Path library(long bytes) throws Exception {
    return joined("library.pdf", readable(1, 0, Integer.MAX_VALUE, 0), 0, bytes);
  }

  /// {@return the files that need no password and have so much text in so little room}
  ///
  /// @param verdict the worst that `qpdf --check` may end with; 0 if only whole files will do
  private List<Part> readable(int leastPages, int charsPerPage, int bytesPerPage, int verdict)
      throws Exception {
    List<Part> found = new ArrayList<>();
    Path text = folder.resolve("probe.txt");
    try (Tool tool = JavaTool.millrace("512m")) {
      for (Sample sample : samples) {
        Answer answer = tool.extract(sample.file(), "", text, LIMIT);
        if (answer.ok()
            && answer.pages() >= leastPages
            && answer.chars() >= (long) charsPerPage * answer.pages()
            && Files.size(sample.file()) <= (long) bytesPerPage * answer.pages()
            && List.of(0, verdict).contains(qpdf("--check", sample.file().toString()))) {
          found.add(new Part(sample.file(), answer.pages()));
        }
      }
    }
    Files.deleteIfExists(text);
    progress.println(found.size() + " files to join");
    return found;
  }

  private Path joined(String name, List<Part> parts, int pages, long bytes) throws Exception {
    Path once = join("once-" + name, parts.stream().map(Part::file).toList());
    int pagesOnce = parts.stream().mapToInt(Part::pages).sum();
    int times =
        (int)
            Math.max(
                Math.ceilDiv(pages, Math.max(pagesOnce, 1)), Math.ceilDiv(bytes, Files.size(once)));
    List<Path> copies = new ArrayList<>();
    for (int i = 0; i < Math.max(times, 1); i++) {
      copies.add(Files.copy(once, folder.resolve("copy-" + i + "-" + name)));
    }
    Path whole = join(name, copies);
    copies.add(once);
    for (Path copy : copies) {
      Files.delete(copy);
    }
    progress.println(
        "%s: %d pages, %d MB"
            .formatted(name, pagesOnce * copies.size() - pagesOnce, Files.size(whole) / 1_000_000));
    return whole;
  }

  private Path join(String name, List<Path> parts) throws Exception {
    Path whole = folder.resolve(name);
    List<String> words = new ArrayList<>(List.of("--warning-exit-0", "--empty", "--pages"));
    parts.forEach(part -> words.add(part.toString()));
    words.addAll(List.of("--", whole.toString()));
    qpdf(words.toArray(String[]::new));
    if (!Files.exists(whole)) {
      throw new IOException("qpdf could not make " + name);
    }
    return whole;
  }

  private static int qpdf(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("qpdf"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
