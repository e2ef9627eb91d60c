package dev.millrace.extraction.core;

import dev.millrace.event.EventData.Reason;
import dev.millrace.extraction.core.chunk.Boundary;
import java.util.List;

/// How documents of one kind are read.
///
/// @param maxBytes size of the largest document that is read
/// @param boundaries where its text may be cut, best place first
/// @param blank what is said of a document that has no text
public record DocumentFormat(
    DocumentExtractor extractor, long maxBytes, List<Boundary> boundaries, Reason blank) {
  private static final List<Boundary> PROSE =
      List.of(Boundary.PARAGRAPH, Boundary.SENTENCE, Boundary.LINE, Boundary.WORD);
  private static final List<Boundary> ROWS = List.of(Boundary.LINE, Boundary.WORD);
  private static final Reason SCANNED =
      new Reason("scanned", "The document has pages but no text; they may be pictures of text.");
  private static final Reason NO_TEXT = new Reason("no_text", "The document holds no text.");

  public DocumentFormat {
    boundaries = List.copyOf(boundaries);
  }

  /// {@return the format of documents that are laid out on pages}
  public static DocumentFormat paged(DocumentExtractor extractor, long maxBytes) {
    return new DocumentFormat(extractor, maxBytes, PROSE, SCANNED);
  }

  /// {@return the format of running text}
  public static DocumentFormat text(DocumentExtractor extractor, long maxBytes) {
    return new DocumentFormat(extractor, maxBytes, PROSE, NO_TEXT);
  }

  /// {@return the format of tables, a row a line}
  public static DocumentFormat table(DocumentExtractor extractor, long maxBytes) {
    return new DocumentFormat(extractor, maxBytes, ROWS, NO_TEXT);
  }
}
