package dev.millrace.extraction.core;

import dev.millrace.extraction.core.chunk.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Runs an extractor over a file, and keeps what comes of it.
public record Extracting(Reading reading, CollectedPages pages) {
  public static Extracting run(DocumentExtractor extractor, Path file) throws IOException {
    CollectedPages pages = new CollectedPages();
    Deadline deadline = Deadline.in(Duration.ofMinutes(5), Clock.systemUTC());
    Reading reading = extractor.extract(LocalSources.of(file), Position.START, pages, deadline);
    return new Extracting(reading, pages);
  }

  /// {@return what the document says of itself}
  public DocumentProperties properties() {
    return ((Reading.Done) reading).properties();
  }

  /// {@return why it was not read}
  public Failure failure() {
    return ((Reading.Refused) reading).failure();
  }

  /// {@return the structure of a page}
  public List<Block> blocks(int page) {
    return ((Page.Read) pages.pages().get(page - 1)).blocks();
  }
}
