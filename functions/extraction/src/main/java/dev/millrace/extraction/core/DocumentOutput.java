package dev.millrace.extraction.core;

import dev.millrace.extraction.core.chunk.Chunk;
import java.io.IOException;

/// Where a run's text goes, page by page and chunk by chunk, in order. Closing it without finishing
/// gives up what is not stored yet.
public interface DocumentOutput extends AutoCloseable {
  /// Takes the next page.
  void page(PageText page) throws IOException;

  /// Takes the next chunk.
  void chunk(Chunk chunk) throws IOException;

  /// Stores what is still at hand, and the list of all parts; nobody is told of it yet.
  void finish(DocumentFacts facts) throws IOException;

  @Override
  void close() throws IOException;
}
