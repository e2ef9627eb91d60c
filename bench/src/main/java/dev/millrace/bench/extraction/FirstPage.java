package dev.millrace.bench.extraction;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.LocalSource;
import dev.millrace.extraction.core.Page;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.pdf.PdfExtractor;
import dev.millrace.testing.MemoryFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Prints the first page of a PDF.
public final class FirstPage {
  private FirstPage() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    new PdfExtractor(new MemoryFlags().flags())
        .extract(
            new LocalSource(file, Files.size(file), Optional.empty(), "bench"),
            Position.START,
            (page, _, _) -> {
              System.out.println(((Page.Read) page).text());
              return false;
            },
            Deadline.in(Duration.ofMinutes(1), Clock.systemUTC()));
  }
}
