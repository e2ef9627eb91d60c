package dev.millrace.bench.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.LocalSource;
import dev.millrace.extraction.core.Page;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.text.CleanText;
import dev.millrace.extraction.pdf.PdfExtractor;
import dev.millrace.flag.Flags;
import dev.millrace.json.Json;
import dev.millrace.testing.MemoryFlags;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Extracts the PDFs that it is told of line by line, as the function does, in a process of its own
/// whose memory the caller chooses.
public final class ExtractionWorker {
  private static final Duration RUN = Duration.ofMinutes(5);

  /// The property that asks for the heap to be measured, which costs time.
  static final String HEAP = "millrace.bench.heap";

  /// How many pages lie between two measurements.
  static final int PAGES_PER_MEASUREMENT = 250;

  private static final boolean MEASURES_HEAP = Boolean.getBoolean(HEAP);

  private final PdfExtractor extractor;

  private ExtractionWorker(Flags flags) {
    this.extractor = new PdfExtractor(flags);
  }

  /// A line that comes in.
  private record Request(String file, String password, String text) {}

  public static void main(String[] arguments) throws IOException {
    ExtractionWorker worker = new ExtractionWorker(new MemoryFlags().flags());
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      System.out.println(Json.write(worker.extract(Json.read(line, Request.class))));
    }
  }

  private Answer extract(Request request) throws IOException {
    long start = System.nanoTime();
    Path folder = Files.createTempDirectory("extraction-worker-");
    // As in the function, temporary files lie beside the document.
    Path file = Files.createSymbolicLink(folder.resolve("original"), Path.of(request.file()));
    try (Text text = new Text(Files.newBufferedWriter(Path.of(request.text())))) {
      LocalSource source =
          new LocalSource(file, Files.size(file), Optional.of(request.password()), "bench");
      Reading reading =
          extractor.extract(
              source,
              Position.START,
              (page, _, _) -> text.add(page),
              Deadline.in(RUN, Clock.systemUTC()));
      long millis = (System.nanoTime() - start) / 1_000_000;
      return new Answer(text.end(reading), text.pages, text.chars, millis, peak(), text.heap);
    } finally {
      try (Stream<Path> left = Files.list(folder)) {
        for (Path path : left.toList()) {
          Files.delete(path);
        }
      }
      Files.delete(folder);
    }
  }

  /// The pages as they come.
  private static final class Text implements AutoCloseable {
    private final Writer out;
    private int pages;
    private int unread;
    private long chars;
    private String failure = "";
    private final List<Long> heap = new ArrayList<>();

    Text(Writer out) {
      this.out = out;
    }

    boolean add(Page page) {
      pages++;
      try {
        switch (page) {
          case Page.Read read -> {
            chars += read.text().length();
            // As the function does before it stores a page: not every text can be written as UTF-8.
            out.append(CleanText.of(read.text()));
          }
          case Page.Unread gone -> {
            unread++;
            failure = gone.failure().code();
          }
        }
        out.append('\f');
        if (MEASURES_HEAP && pages % PAGES_PER_MEASUREMENT == 0) {
          heap.add(usedHeap());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return true;
    }

    String end(Reading reading) {
      return switch (reading) {
        case Reading.Refused refused -> refused.failure().reason().code();
        case Reading.Done _ when unread == pages -> failure;
        case Reading.Done _ -> Answer.OK;
        case Reading.Stopped() -> "deadline_exceeded";
      };
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /// {@return the bytes that a collection cannot free}
  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /// {@return the most memory that this process has had, as Linux tells it; 0 elsewhere}
  private static long peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
