package dev.millrace.extraction.core;

import java.io.IOException;
import java.nio.file.Path;

/// Reads the text of one kind of document, page by page, never holding the whole.
@FunctionalInterface
public interface DocumentExtractor {
  /// Reads the document into the sink. What is wrong with the document is told by the answer;
  /// exceptions are for what is wrong with this machine.
  ///
  /// @param file the document; its folder may take temporary files
  /// @param deadline when a page has to be given up at the latest
  /// @throws IOException when local storage fails
  Reading extract(Path file, PageSink sink, Deadline deadline) throws IOException;
}
