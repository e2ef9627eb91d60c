package dev.millrace.extraction.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.millrace.extraction.core.Blocks;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Blocks of whole rows: a line each, cells apart by tabs.
final class RowBlocks implements Blocks {
  private static final int MAX_ROWS = 500;
  private static final int MAX_CHARS = 64 * 1024;

  private final Iterator<CsvRecord> rows;

  RowBlocks(Iterator<CsvRecord> rows) {
    this.rows = rows;
  }

  @Override
  public Optional<String> next() {
    if (!rows.hasNext()) {
      return Optional.empty();
    }
    StringBuilder block = new StringBuilder();
    appendRow(block, rows.next().getFields());
    for (int count = 1; count < MAX_ROWS && block.length() < MAX_CHARS && rows.hasNext(); count++) {
      appendRow(block.append('\n'), rows.next().getFields());
    }
    return Optional.of(block.toString());
  }

  private static void appendRow(StringBuilder block, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        block.append('\t');
      }
      appendCell(block, cells.get(i));
    }
  }

  /// Line breaks and tabs inside a cell become spaces: they would make rows and cells of it.
  private static void appendCell(StringBuilder block, String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      boolean endOfBreak = c == '\n' && i > 0 && cell.charAt(i - 1) == '\r';
      if (!endOfBreak) {
        block.append(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
      }
    }
  }
}
