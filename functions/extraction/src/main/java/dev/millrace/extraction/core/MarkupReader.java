package dev.millrace.extraction.core;

/// Reads the text of HTML.
@FunctionalInterface
public interface MarkupReader {
  /// Adds the text to the pages.
  ///
  /// @return what the HTML says of itself
  DocumentProperties read(String html, Pages pages);
}
