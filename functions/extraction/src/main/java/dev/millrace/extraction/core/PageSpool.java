package dev.millrace.extraction.core;

import dev.millrace.upload.Checkpoint;
import java.io.IOException;

/// Keeps the pages of a run until the last one has been read, so that a worker that takes the run
/// over need not read them again. Closing it gives up what is not stored yet.
public interface PageSpool extends AutoCloseable {
  /// Adds the next page.
  void add(Page page) throws IOException;

  /// Adds, behind the last page, what the document says of itself.
  void end(DocumentProperties properties) throws IOException;

  /// Stores what has been added since the last time, for other workers to find.
  ///
  /// @return this worker's spool as it is then
  Checkpoint.Spool store() throws IOException;

  /// Hands out every page in the order of the document, those of earlier workers first.
  ///
  /// @return what was added at the end
  DocumentProperties forEach(Reader reader) throws IOException;

  @Override
  void close() throws IOException;

  /// Takes pages.
  @FunctionalInterface
  interface Reader {
    /// Takes the next page.
    void page(Page page) throws IOException;
  }
}
