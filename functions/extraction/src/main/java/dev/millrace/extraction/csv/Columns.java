package dev.millrace.extraction.csv;

import dev.millrace.extraction.core.TableText;
import dev.millrace.upload.ResultPart.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// The columns of a table, as its first rows tell them.
///
/// @param header the row that names them, as text; empty if there is none
record Columns(String header, List<Column> list) {
  /// Of a table without rows.
  static final Columns NONE = new Columns("", List.of());

  private static final int LONGEST_NAME = 100;

  Columns {
    list = List.copyOf(list);
  }

  /// {@return the columns of a table that begins with these rows}
  static Columns of(List<List<String>> rows) {
    List<String> first = rows.getFirst();
    boolean named = rows.size() > 1 && isHeader(first);
    List<List<String>> data = named ? rows.subList(1, rows.size()) : rows;
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      String name = named ? first.get(i).strip() : "column " + (i + 1);
      columns.add(new Column(name, type(data, i).wireName()));
    }
    StringBuilder header = new StringBuilder();
    if (named) {
      TableText.appendRow(header, first);
    }
    return new Columns(header.toString(), columns);
  }

  /// Names are words, short, and each stands once.
  private static boolean isHeader(List<String> row) {
    return new HashSet<>(row).size() == row.size()
        && row.stream()
            .allMatch(cell ->
                !cell.isBlank()
                    && cell.length() <= LONGEST_NAME
                    && CellType.of(cell) == CellType.TEXT);
  }

  private static CellType type(List<List<String>> rows, int column) {
    return rows.stream()
        .filter(row -> column < row.size() && !row.get(column).isBlank())
        .map(row -> CellType.of(row.get(column)))
        .reduce(CellType::or)
        .orElse(CellType.TEXT);
  }
}
