package dev.millrace.extraction.core;

import dev.millrace.event.EventData.Reason;

/// How documents of one kind are read.
///
/// @param maxBytes size of the largest document that is read
/// @param blank what is said of a document that has no text
public record DocumentFormat(DocumentExtractor extractor, long maxBytes, Reason blank) {
  private static final Reason SCANNED =
      new Reason("scanned", "The document has pages but no text; they may be pictures of text.");
  private static final Reason NO_TEXT = new Reason("no_text", "The document holds no text.");

  /// {@return the format of documents that are laid out on pages}
  public static DocumentFormat paged(DocumentExtractor extractor, long maxBytes) {
    return new DocumentFormat(extractor, maxBytes, SCANNED);
  }

  /// {@return the format of documents without pages}
  public static DocumentFormat text(DocumentExtractor extractor, long maxBytes) {
    return new DocumentFormat(extractor, maxBytes, NO_TEXT);
  }
}
