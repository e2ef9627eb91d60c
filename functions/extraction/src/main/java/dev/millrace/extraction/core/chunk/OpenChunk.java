package dev.millrace.extraction.core.chunk;

import dev.millrace.extraction.core.chunk.Chunk.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The chunk that is being made: pieces of the text in their order, perhaps beginning with
/// headings.
final class OpenChunk {
  private final List<Piece> pieces = new ArrayList<>();
  private int tokens;
  private int lastHeading;
  private @Nullable Kind kind;
  private String tableHeader = "";
  private @Nullable String repeatedHeader;

  /// A stretch of the whole text on one page.
  ///
  /// @param start offset of its first character
  /// @param end offset behind its last character
  record Piece(int page, long start, long end, int tokens) {}

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /// {@return whether there is more in it than headings}
  boolean hasBody() {
    return kind != null;
  }

  int tokens() {
    return tokens;
  }

  Piece first() {
    return pieces.getFirst();
  }

  Piece last() {
    return pieces.getLast();
  }

  Kind kind() {
    return kind == null ? Kind.TEXT : kind;
  }

  /// {@return the header that the chunk's text lacks}
  @Nullable String repeatedHeader() {
    return repeatedHeader;
  }

  /// {@return whether a heading may stand in this chunk: at its beginning, under a higher one}
  boolean takesHeading(int level, int more) {
    return !hasBody() && level > lastHeading && tokens + more <= Chunker.MOST;
  }

  /// {@return whether so many tokens of running text may be added}
  boolean takesText(Kind textKind, int more) {
    return (kind == null || kind == textKind) && hasRoom(more);
  }

  /// {@return whether a row of so many tokens may be added}
  boolean takesRow(String header, int more) {
    return (kind == null || (kind == Kind.TABLE && tableHeader.equals(header))) && hasRoom(more);
  }

  /// Up to the target, or beyond it where the chunk would be less than half of it. A chunk without
  /// a body takes what there is.
  private boolean hasRoom(int more) {
    return tokens + more <= Chunker.TARGET
        || (!hasBody() && tokens <= Chunker.TARGET / 2)
        || (tokens < Chunker.TARGET / 2 && tokens + more <= Chunker.MOST);
  }

  void addHeading(int level, Piece piece) {
    add(piece);
    lastHeading = level;
  }

  void addText(Kind textKind, Piece piece) {
    kind = textKind;
    add(piece);
  }

  void addRow(Piece piece) {
    kind = Kind.TABLE;
    add(piece);
  }

  /// Makes a chunk without a body one of that table's.
  ///
  /// @param repeated whether the header is told with the chunk, because its text lacks it
  void beginTable(String header, boolean repeated, int headerTokens) {
    tableHeader = header;
    if (repeated) {
      repeatedHeader = header;
      tokens += headerTokens;
    }
  }

  private void add(Piece piece) {
    pieces.add(piece);
    tokens += piece.tokens();
  }
}
