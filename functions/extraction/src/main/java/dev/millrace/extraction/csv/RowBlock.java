package dev.millrace.extraction.csv;

import java.util.List;

/// Rows on their way to becoming a page: a line each, cells apart by tabs.
final class RowBlock {
  private static final int MAX_ROWS = 500;
  private static final int MAX_CHARS = 64 * 1024;

  private final StringBuilder text = new StringBuilder();
  private int rows;

  /// Adds a row. Line breaks and tabs inside a cell become spaces.
  void add(List<String> cells) {
    if (rows++ > 0) {
      text.append('\n');
    }
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        text.append('\t');
      }
      appendCell(cells.get(i));
    }
  }

  /// {@return whether it is time to take the block}
  boolean full() {
    return rows >= MAX_ROWS || text.length() >= MAX_CHARS;
  }

  boolean empty() {
    return rows == 0;
  }

  /// {@return the block's text; the next row begins a new one}
  String take() {
    String taken = text.toString();
    text.setLength(0);
    rows = 0;
    return taken;
  }

  private void appendCell(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      boolean secondOfBreak = c == '\n' && i > 0 && cell.charAt(i - 1) == '\r';
      if (!secondOfBreak) {
        text.append(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
      }
    }
  }
}
