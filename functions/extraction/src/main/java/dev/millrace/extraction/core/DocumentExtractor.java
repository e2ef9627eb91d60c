package dev.millrace.extraction.core;

import java.io.IOException;

/// Reads the text of one kind of document, page by page, never holding the whole.
@FunctionalInterface
public interface DocumentExtractor {
  /// Reads the document into the sink. What is wrong with the document is told by the answer;
  /// exceptions are for what is wrong with this machine.
  ///
  /// @param from the start, or a place that this extractor has told the sink before, on this
  ///   machine or another; the pages before it are not pushed again
  /// @param deadline when to stop at the latest: whoever sees it pass answers [Reading.Stopped]
  /// @throws IOException when local storage fails
  Reading extract(Source source, Position from, PageSink sink, Deadline deadline)
      throws IOException;
}
