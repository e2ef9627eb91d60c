package dev.millrace.extraction.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.millrace.extraction.core.Blocks;
import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.TableText;
import dev.millrace.extraction.core.chunk.Block;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Blocks of whole rows: a line each, cells apart by tabs.
final class RowBlocks implements Blocks {
  private static final int MAX_ROWS = 500;
  private static final int MAX_CHARS = 64 * 1024;

  private final Iterator<CsvRecord> rows;
  private Columns columns = Columns.NONE;
  private String header = "";
  private boolean begun;

  RowBlocks(Iterator<CsvRecord> rows) {
    this.rows = rows;
  }

  @Override
  public Optional<Content> next() {
    if (!rows.hasNext()) {
      return Optional.empty();
    }
    List<List<String>> first = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int count = 0; count < MAX_ROWS && text.length() < MAX_CHARS && rows.hasNext(); count++) {
      List<String> cells = rows.next().getFields();
      if (count > 0) {
        text.append('\n');
      }
      TableText.appendRow(text, cells);
      if (!begun) {
        first.add(cells);
      }
    }
    if (!begun) {
      begun = true;
      columns = Columns.of(first);
      header = columns.header();
    }
    return Optional.of(
        new Content(text.toString(), List.of(Block.table(0, text.length(), header))));
  }

  @Override
  public DocumentProperties properties() {
    return DocumentProperties.ofTable(columns.list());
  }
}
