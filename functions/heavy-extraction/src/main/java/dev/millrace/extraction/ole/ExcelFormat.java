package dev.millrace.extraction.ole;

import dev.millrace.extraction.core.chunk.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;

/// Excel 97 to 2003 (MS-XLS); a page is the name of a sheet and some of its rows, cells apart by
/// tabs, numbers as the sheet shows them.
final class ExcelFormat implements OleFormat {
  private static final int PAGE_ROWS = 500;
  private static final int MAX_COLUMNS = 1_000;

  private final DataFormatter formatter = new DataFormatter(Locale.ROOT);

  @Override
  public List<String> streams() {
    return List.of("Workbook", "Book");
  }

  @Override
  public boolean read(DirectoryNode root, OlePages pages) throws IOException {
    formatter.setUseCachedValuesForFormulaCells(true);
    try (HSSFWorkbook workbook = new HSSFWorkbook(root, false)) {
      for (Sheet sheet : workbook) {
        if (!read(sheet, pages)) {
          return false;
        }
      }
      return true;
    }
  }

  private boolean read(Sheet sheet, OlePages pages) {
    List<String> rows = new ArrayList<>();
    String header = "";
    for (Row row : sheet) {
      String line = line(row);
      header = header.isEmpty() ? line : header;
      rows.add(line);
      if (rows.size() == PAGE_ROWS) {
        if (!push(sheet.getSheetName(), header, rows, pages)) {
          return false;
        }
        rows.clear();
      }
    }
    return rows.isEmpty() || push(sheet.getSheetName(), header, rows, pages);
  }

  private static boolean push(String name, String header, List<String> rows, OlePages pages) {
    String text = name + "\n" + String.join("\n", rows);
    return pages.push(
        text,
        List.of(
            Block.heading(0, name.length(), 1),
            Block.table(name.length() + 1, text.length(), header)));
  }

  private String line(Row row) {
    StringBuilder line = new StringBuilder();
    for (Cell cell : row) {
      if (cell.getColumnIndex() >= MAX_COLUMNS) {
        break;
      }
      line.append(line.isEmpty() ? "" : "\t");
      line.append(formatter.formatCellValue(cell).replaceAll("[\\t\\r\\n]+", " "));
    }
    return line.toString();
  }
}
