package dev.millrace.extraction.core.chunk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of a document's text: exactly `text.substring(start, end)` of the whole.
///
/// @param ordinal its place among the chunks, from 0
/// @param pageStart the page that its first character stands on, from 1
/// @param pageEnd the page that its last character stands on
/// @param start offset of its first character in the whole text
/// @param end offset behind its last character
/// @param headings the headings that it stands under, the highest first
/// @param header of a table, the line that names its columns where the text lacks it
/// @param text neither begins nor ends with white space
/// @param sha256 of the text, lower-case hex
/// @param tokens how many the embedder reads the text as, header included
/// @param language ISO 639-1 code, if the text is enough to tell
public record Chunk(
    int ordinal,
    int pageStart,
    int pageEnd,
    long start,
    long end,
    List<String> headings,
    Kind kind,
    @Nullable String header,
    String text,
    String sha256,
    int tokens,
    @Nullable String language) {
  public Chunk {
    headings = List.copyOf(headings);
  }

  /// What a chunk consists of.
  public enum Kind {
    /// Paragraphs.
    TEXT,
    /// Rows.
    TABLE,
    /// Paragraphs that were read from pictures.
    OCR
  }
}
