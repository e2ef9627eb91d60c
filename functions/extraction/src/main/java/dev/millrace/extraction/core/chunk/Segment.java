package dev.millrace.extraction.core.chunk;

import java.util.ArrayList;
import java.util.List;

/// A paragraph, heading or row: what is cut only if it is too long for a chunk. Neither begins nor
/// ends with white space.
///
/// @param start offset of its first character in the page's text
/// @param end offset behind its last character
record Segment(int start, int end, Role role) {
  /// What a segment is to its document.
  sealed interface Role {
    /// Running text.
    ///
    /// @param recognized whether it was read from a picture
    record Paragraph(boolean recognized) implements Role {}

    /// What follows stands under it.
    record Heading(int level) implements Role {}

    /// A line of a table.
    ///
    /// @param header the line that names the columns, or empty
    record Row(String header) implements Role {}
  }

  /// {@return the segments of a page, which leave out nothing but white space}
  static List<Segment> of(String text, List<Block> blocks) {
    List<Segment> segments = new ArrayList<>();
    int at = 0;
    for (Block block : blocks) {
      addParagraphs(text, at, block.start(), false, segments);
      switch (block.role()) {
        case HEADING ->
            add(text, block.start(), block.end(), new Role.Heading(block.level()), segments);
        case TABLE -> addRows(text, block, segments);
        case RECOGNIZED -> addParagraphs(text, block.start(), block.end(), true, segments);
      }
      at = block.end();
    }
    addParagraphs(text, at, text.length(), false, segments);
    return segments;
  }

  private static void addParagraphs(
      String text, int from, int to, boolean recognized, List<Segment> segments) {
    Role paragraph = new Role.Paragraph(recognized);
    int start = from;
    for (int at = from; at < to; at++) {
      if (text.charAt(at) == '\n' && isBlankLine(text, at + 1, to)) {
        add(text, start, at, paragraph, segments);
        start = at;
      }
    }
    add(text, start, to, paragraph, segments);
  }

  private static boolean isBlankLine(String text, int from, int to) {
    int at = from;
    while (at < to && text.charAt(at) != '\n' && Boundary.isSpace(text.charAt(at))) {
      at++;
    }
    return at < to && text.charAt(at) == '\n';
  }

  private static void addRows(String text, Block table, List<Segment> segments) {
    Role row = new Role.Row(table.header());
    int start = table.start();
    for (int at = start; at < table.end(); at++) {
      if (text.charAt(at) == '\n') {
        add(text, start, at, row, segments);
        start = at + 1;
      }
    }
    add(text, start, table.end(), row, segments);
  }

  private static void add(String text, int from, int to, Role role, List<Segment> segments) {
    int start = from;
    int end = to;
    while (start < end && Boundary.isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && Boundary.isSpace(text.charAt(end - 1))) {
      end--;
    }
    if (start < end) {
      segments.add(new Segment(start, end, role));
    }
  }
}
