package dev.millrace.extraction.core;

import java.util.List;

/// How tables are written as text: a row a line, cells apart by tabs.
public final class TableText {
  private TableText() {}

  /// Appends a row, without a line break. Line breaks and tabs inside a cell become spaces: they
  /// would make rows and cells of it.
  public static void appendRow(StringBuilder text, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        text.append('\t');
      }
      appendCell(text, cells.get(i));
    }
  }

  private static boolean isPlain(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      if (cell.charAt(i) < ' ') {
        return false;
      }
    }
    return true;
  }

  private static void appendCell(StringBuilder text, String cell) {
    if (isPlain(cell)) {
      text.append(cell);
      return;
    }
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      boolean endOfBreak = c == '\n' && i > 0 && cell.charAt(i - 1) == '\r';
      if (!endOfBreak) {
        text.append(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
      }
    }
  }
}
