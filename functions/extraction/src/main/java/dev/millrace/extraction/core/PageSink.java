package dev.millrace.extraction.core;

import dev.millrace.upload.Progress;

/// Takes the pages of a document in order, each once.
@FunctionalInterface
public interface PageSink {
  /// Tells which page is about to be read.
  ///
  /// @return whether to read it; a page that has killed its readers is not read but pushed as
  ///   [PageFailure#PAGE_POISONOUS]
  default boolean begin(int number) {
    return true;
  }

  /// Takes the next page.
  ///
  /// @param after the place behind the page, from which another worker may have to go on
  /// @param progress how much of the document has been read with it
  /// @return whether more pages are wanted; if not, the extractor answers [Reading.Stopped]
  boolean push(Page page, Position after, Progress progress);
}
