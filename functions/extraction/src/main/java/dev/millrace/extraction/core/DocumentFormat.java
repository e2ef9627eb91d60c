package dev.millrace.extraction.core;

import dev.millrace.event.EventData.Reason;

/// How documents of one kind are read.
///
/// @param maxBytes size of the largest document that is read
/// @param blank what is said of a document that has no text
/// @param byRanges whether the extractor can read a document that is in no local file
public record DocumentFormat(
    DocumentExtractor extractor, long maxBytes, Reason blank, boolean byRanges) {
  private static final Reason SCANNED =
      new Reason("scanned", "The document has pages but no text; they may be pictures of text.");
  private static final Reason NO_TEXT = new Reason("no_text", "The document holds no text.");

  /// {@return the format of documents that are laid out on pages}
  public static DocumentFormat paged(DocumentExtractor extractor, long maxBytes) {
    return new DocumentFormat(extractor, maxBytes, SCANNED, false);
  }

  /// {@return the format of documents without pages}
  public static DocumentFormat text(DocumentExtractor extractor, long maxBytes) {
    return new DocumentFormat(extractor, maxBytes, NO_TEXT, false);
  }

  /// {@return the same, whose extractor needs no local file}
  public DocumentFormat readByRanges() {
    return new DocumentFormat(extractor, maxBytes, blank, true);
  }
}
