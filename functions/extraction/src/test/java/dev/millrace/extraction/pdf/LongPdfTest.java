package dev.millrace.extraction.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.LocalSources;
import dev.millrace.extraction.core.Page;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.testing.MemoryFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongPdfTest {
  private static final int PAGES = 3000;

  @TempDir private Path folder;

  @Test
  void aLongBookIsReadPageByPage() throws IOException {
    Path book = Files.write(folder.resolve("book.pdf"), Pdfs.withPages(PAGES));
    AtomicInteger read = new AtomicInteger();

    Reading reading =
        new PdfExtractor(new MemoryFlags().flags())
            .extract(
                LocalSources.of(book),
                Position.START,
                (page, _, progress) -> {
                  int number = read.incrementAndGet();
                  assertThat(page)
                      .isEqualTo(new Page.Read(number, "Page " + number + " of the long book."));
                  assertThat(progress.done()).isEqualTo(number);
                  return true;
                },
                Deadline.in(Duration.ofMinutes(5), Clock.systemUTC()));

    assertThat(reading).isEqualTo(new Reading.Done(DocumentProperties.NONE));
    assertThat(read).hasValue(PAGES);
  }
}
