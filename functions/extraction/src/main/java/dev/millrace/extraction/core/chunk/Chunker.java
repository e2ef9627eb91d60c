package dev.millrace.extraction.core.chunk;

import dev.millrace.extraction.core.chunk.OpenChunk.Piece;
import dev.millrace.language.Languages;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Cuts a text that arrives page by page into chunks for an embedder.
///
/// The whole text is the pages joined by line feeds. A chunk is made of whole paragraphs or rows
/// that stand under the same headings, as many as come to about {@link #TARGET} tokens; it may span
/// pages. What is longer than {@link #MOST} tokens by itself is split; only pieces of a split
/// paragraph overlap. Nothing but white space is left out. Holds no more than the page at hand and
/// the chunk before it.
public final class Chunker {
  /// How many tokens a chunk should have.
  static final int TARGET = 200;

  /// How many it may have: the embedder reads 256, of which it adds two itself.
  static final int MOST = 254;

  /// How many tokens of a split paragraph stand in two chunks.
  static final int OVERLAP = 32;

  /// No 32 tokens of a text that has words are longer.
  private static final int OVERLAP_CHARS = 400;

  private static final List<Boundary> CUTS =
      List.of(Boundary.SENTENCE, Boundary.LINE, Boundary.WORD);

  private final StringBuilder pending = new StringBuilder();
  private long pendingStart;
  private boolean started;
  private int nextOrdinal;
  private HeadingPath path = HeadingPath.START;
  private OpenChunk open = new OpenChunk();
  private List<Chunk> finished = new ArrayList<>();

  /// {@return the chunks that are complete once this page is known}
  ///
  /// @param page the page's number
  /// @param text the page's text
  /// @param blocks its structure
  public List<Chunk> push(int page, String text, List<Block> blocks) {
    if (started) {
      pending.append('\n');
    }
    started = true;
    long pageStart = pendingStart + pending.length();
    pending.append(text);
    for (Segment segment : Segment.of(text, blocks)) {
      add(segment.role(), piece(page, pageStart + segment.start(), pageStart + segment.end()));
    }
    forgetUntil(open.isEmpty() ? pendingStart + pending.length() : open.first().start());
    return takeFinished();
  }

  /// {@return the chunks of what is left when the text has ended}
  public List<Chunk> end() {
    flush();
    return takeFinished();
  }

  private void add(Segment.Role role, Piece piece) {
    switch (role) {
      case Segment.Role.Heading(int level) when piece.tokens() <= MOST -> addHeading(level, piece);
      case Segment.Role.Row(String header) -> addRow(header, piece);
      case Segment.Role.Heading _ -> addParagraph(Chunk.Kind.TEXT, piece);
      case Segment.Role.Paragraph(boolean recognized) ->
          addParagraph(recognized ? Chunk.Kind.OCR : Chunk.Kind.TEXT, piece);
    }
  }

  private void addHeading(int level, Piece piece) {
    if (!open.takesHeading(level, piece.tokens())) {
      flush();
    }
    path = path.enter(level, text(piece));
    open.addHeading(level, piece);
  }

  private void addParagraph(Chunk.Kind kind, Piece paragraph) {
    if (!open.takesText(kind, paragraph.tokens())) {
      flush();
    }
    Piece rest = paragraph;
    long cut = paragraph.start();
    while (open.tokens() + rest.tokens() > MOST) {
      cut = cut(rest, cut);
      open.addText(kind, piece(rest.page(), rest.start(), trimmed(cut)));
      if (cut == rest.end()) {
        return;
      }
      flush();
      rest = piece(rest.page(), overlapping(rest.start(), cut), rest.end());
    }
    open.addText(kind, rest);
  }

  private void addRow(String header, Piece row) {
    if (!open.takesRow(header, row.tokens())) {
      flush();
    }
    beginTable(header, row);
    Piece rest = row;
    while (open.tokens() + rest.tokens() > MOST) {
      long cut = cut(rest, rest.start());
      open.addRow(piece(rest.page(), rest.start(), trimmed(cut)));
      if (cut == rest.end()) {
        return;
      }
      flush();
      rest = piece(rest.page(), skipSpace(cut), rest.end());
      beginTable(header, rest);
    }
    open.addRow(rest);
  }

  /// A header that would take half of a chunk is told only where it stands.
  private void beginTable(String header, Piece row) {
    if (!open.hasBody()) {
      int tokens = Tokens.count(header);
      boolean repeated =
          tokens > 0 && open.tokens() + tokens <= TARGET / 2 && !text(row).equals(header.strip());
      open.beginTable(header, repeated, tokens);
    }
  }

  /// {@return where to end the first part of a piece, so that it fills the chunk that is open; its
  /// end if no part would be left}
  ///
  /// @param behind the cut lies behind it
  private long cut(Piece piece, long behind) {
    int from = index(piece.start());
    int to = index(piece.end());
    int advanced = Tokens.advance(pending, from, to, TARGET - open.tokens());
    int most = Math.max(index(behind) + 1, advanced);
    if (most >= to) {
      return piece.end();
    }
    int least = Math.max(index(behind), from + (most - from) / 2);
    for (Boundary boundary : CUTS) {
      int cut = boundary.last(pending, least, most);
      if (cut >= 0) {
        return pendingStart + cut;
      }
    }
    int cut = Boundary.CHARACTER.first(pending, most, to);
    return pendingStart + (cut < 0 ? to : cut);
  }

  /// {@return where the part behind a cut begins: with the sentences, else the words, before it
  /// that come to the overlap}
  private long overlapping(long partStart, long cut) {
    int to = index(cut);
    int from = Math.max(to - OVERLAP_CHARS, to - (to - index(partStart)) / 2);
    int surplus = Tokens.count(pending, from, to, Integer.MAX_VALUE) - OVERLAP;
    if (surplus > 0) {
      from = Tokens.advance(pending, from, to, surplus);
    }
    int sentence = Boundary.SENTENCE.first(pending, from, to);
    int start = sentence >= 0 ? sentence : Boundary.WORD.first(pending, from, to);
    return skipSpace(start < 0 ? cut : pendingStart + start);
  }

  private void flush() {
    if (open.isEmpty()) {
      return;
    }
    long start = open.first().start();
    long end = open.last().end();
    String text = pending.substring(index(start), index(end));
    finished.add(
        new Chunk(
            nextOrdinal++,
            open.first().page(),
            open.last().page(),
            start,
            end,
            path.titles(),
            open.kind(),
            open.repeatedHeader(),
            text,
            sha256(text),
            open.tokens(),
            Languages.identify(text).orElse(null)));
    open = new OpenChunk();
  }

  private Piece piece(int page, long start, long end) {
    return new Piece(page, start, end, Tokens.count(pending, index(start), index(end), MOST));
  }

  private String text(Piece piece) {
    return pending.substring(index(piece.start()), index(piece.end()));
  }

  private long skipSpace(long from) {
    int at = index(from);
    while (at < pending.length() && Boundary.isSpace(pending.charAt(at))) {
      at++;
    }
    return pendingStart + at;
  }

  private long trimmed(long end) {
    int at = index(end);
    while (Boundary.isSpace(pending.charAt(at - 1))) {
      at--;
    }
    return pendingStart + at;
  }

  private int index(long offset) {
    return (int) (offset - pendingStart);
  }

  private void forgetUntil(long offset) {
    pending.delete(0, index(offset));
    pendingStart = offset;
  }

  private List<Chunk> takeFinished() {
    List<Chunk> taken = finished;
    finished = new ArrayList<>();
    return taken;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
