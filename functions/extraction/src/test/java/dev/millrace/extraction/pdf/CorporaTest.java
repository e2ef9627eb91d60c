package dev.millrace.extraction.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.LocalSources;
import dev.millrace.extraction.core.Page;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.extraction.detect.TikaContentDetector;
import dev.millrace.testing.MemoryFlags;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads every PDF under the folder that `MILLRACE_CORPORA` names.
@Tag("wide")
class CorporaTest {
  private static final int HEAD_BYTES = 64 * 1024;
  private static final Duration MOST_PER_FILE = Duration.ofSeconds(60);

  private final Map<String, Integer> ends = new TreeMap<>();
  private final List<String> told = new ArrayList<>();
  private int pages;
  private long chars;

  @TempDir private Path folder;

  @Test
  void everyPdfEndsInTimeAndForAReasonThatHasAName() throws IOException {
    String corpora = System.getenv("MILLRACE_CORPORA");
    assumeTrue(
        corpora != null, "MILLRACE_CORPORA names no folder of PDFs, so the wide run is skipped");
    List<Path> files = pdfs(Path.of(corpora));
    long start = System.nanoTime();
    for (Path file : files) {
      read(file);
    }
    report(files.size(), Duration.ofNanos(System.nanoTime() - start));

    assertThat(files).isNotEmpty();
    assertThat(told).noneMatch(line -> line.startsWith("untyped") || line.startsWith("slow"));
  }

  private void read(Path file) throws IOException {
    String detected =
        new TikaContentDetector(new Charsets(new ChardetGuess()))
            .detect(head(file), "document.pdf");
    if (!detected.equals("application/pdf")) {
      end("rejected as " + detected, file, "");
      return;
    }
    long start = System.nanoTime();
    Path copy = Files.copy(file, folder.resolve("document.pdf"));
    try {
      Reading reading =
          new PdfExtractor(new MemoryFlags().flags())
              .extract(
                  LocalSources.of(copy),
                  Position.START,
                  (page, _, _) -> take(page, file),
                  Deadline.in(MOST_PER_FILE, Clock.systemUTC()));
      switch (reading) {
        case Reading.Done _ -> ends.merge("done", 1, Integer::sum);
        case Reading.Stopped() -> end("stopped", file, "");
        case Reading.Refused refused ->
            end(refused.failure().reason().code(), file, refused.detail());
      }
    } catch (RuntimeException | StackOverflowError e) {
      end("untyped", file, e.toString());
    } finally {
      Files.delete(copy);
    }
    if (System.nanoTime() - start > MOST_PER_FILE.toNanos()) {
      end("slow", file, "");
    }
  }

  private boolean take(Page page, Path file) {
    pages++;
    switch (page) {
      case Page.Read read -> chars += read.text().length();
      case Page.Unread(int number, var failure) -> end(failure.code(), file, "page " + number);
    }
    return true;
  }

  private void end(String how, Path file, String detail) {
    ends.merge(how, 1, Integer::sum);
    told.add(how + " " + file.getFileName() + " " + detail);
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return bytes.readNBytes(HEAD_BYTES);
    }
  }

  private static List<Path> pdfs(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".pdf"))
          .sorted()
          .toList();
    }
  }

  private void report(int files, Duration time) {
    told.forEach(System.out::println);
    System.out.printf(
        "%d files, %d pages, %d characters in %.1f s: %s%n",
        files, pages, chars, time.toMillis() / 1000.0, ends);
  }
}
