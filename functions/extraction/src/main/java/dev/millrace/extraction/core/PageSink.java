package dev.millrace.extraction.core;

import dev.millrace.upload.Progress;

/// Takes the pages of a document in order, each once.
@FunctionalInterface
public interface PageSink {
  /// Takes the next page.
  ///
  /// @param progress how much of the document has been read with it
  /// @return whether more pages are wanted; if not, the extractor stops
  boolean push(Page page, Progress progress);
}
