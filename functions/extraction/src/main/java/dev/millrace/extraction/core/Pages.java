package dev.millrace.extraction.core;

import dev.millrace.extraction.core.chunk.Block;
import dev.millrace.upload.Progress;
import java.util.ArrayList;
import java.util.List;

/// Makes pages of what an extractor finds, piece by piece: headings, paragraphs and rows.
///
/// Nothing grows without bound: a paragraph, row or page that gets too long is ended early.
public final class Pages {
  private static final int MAX_PAGE_CHARS = 64 * 1024;
  private static final int MAX_PIECE_CHARS = 64 * 1024;
  private static final int MAX_ROWS = 500;
  private static final int MAX_CELLS = 4_000;
  private static final int MAX_HEADER_CHARS = 1_000;

  private final PageSink sink;
  private final Position from;
  private final Deadline deadline;
  private final StringBuilder piece = new StringBuilder();
  private final List<String> cells = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final List<Block> blocks = new ArrayList<>();
  private String header = "";
  private int rowsOfTable;
  private int rowsOfPage;
  private int tableStart = -1;
  private int cellChars;
  private int number = 1;
  private Progress progress = new Progress("bytes", 0, 0);
  private boolean stopped;

  /// @param from pages before it are not pushed
  /// @param deadline when no more is wanted
  public Pages(PageSink sink, Position from, Deadline deadline) {
    this.sink = sink;
    this.from = from;
    this.deadline = deadline;
  }

  /// {@return whether there is any use in going on}
  public boolean wanted() {
    if (!stopped && deadline.passed()) {
      stopped = true;
    }
    return !stopped;
  }

  /// Tells how much of the document has been read.
  public void read(long done, long total) {
    progress = new Progress("bytes", done, total);
  }

  /// Adds to the paragraph, heading or cell at hand.
  public void append(CharSequence more) {
    for (int at = 0; at < more.length(); at += MAX_PIECE_CHARS) {
      piece.append(more, at, Math.min(more.length(), at + MAX_PIECE_CHARS));
      if (piece.length() >= MAX_PIECE_CHARS) {
        endParagraph();
      }
    }
  }

  /// {@return whether nothing has been added to the paragraph at hand}
  public boolean atStart() {
    return piece.isEmpty();
  }

  /// Makes a paragraph of what has been added.
  public void endParagraph() {
    endTable();
    begin("\n\n");
    text.append(taken());
    endFullPage();
  }

  /// Makes a heading of what has been added.
  ///
  /// @param level from 1, the highest
  public void endHeading(int level) {
    endTable();
    String title = taken();
    if (!title.isEmpty()) {
      begin("\n\n");
      int start = text.length();
      text.append(title);
      blocks.add(Block.heading(start, text.length(), level));
      endFullPage();
    }
  }

  /// Makes a cell of what has been added.
  public void endCell() {
    String cell = taken();
    cellChars += cell.length();
    cells.add(cell);
    if (cells.size() >= MAX_CELLS || cellChars >= MAX_PIECE_CHARS) {
      endRow();
    }
  }

  /// Makes a row of the cells that have been ended; blank ones make none.
  public void endRow() {
    List<String> row = trimmed(cells);
    cells.clear();
    cellChars = 0;
    if (row.isEmpty()) {
      return;
    }
    StringBuilder line = new StringBuilder();
    TableText.appendRow(line, row);
    if (rowsOfTable == 0 && namesColumns(row) && line.length() <= MAX_HEADER_CHARS) {
      header = line.toString();
    }
    begin(tableStart < 0 ? "\n\n" : "\n");
    if (tableStart < 0) {
      tableStart = text.length();
    }
    text.append(line);
    rowsOfTable++;
    if (++rowsOfPage >= MAX_ROWS) {
      endPage();
    } else {
      endFullPage();
    }
  }

  /// Ends a table: what follows is another, or none.
  public void endTable() {
    if (!cells.isEmpty()) {
      endRow();
    }
    closeBlock();
    rowsOfTable = 0;
    header = "";
  }

  /// Ends a page if there is anything on it.
  public void breakPage() {
    if (!piece.isEmpty()) {
      endParagraph();
    }
    if (!text.isEmpty()) {
      endPage();
    }
  }

  /// Ends a page, be it blank.
  public void endPage() {
    closeBlock();
    Page page = new Page.Read(number, text.toString(), blocks);
    text.setLength(0);
    blocks.clear();
    rowsOfPage = 0;
    if (number > from.pages() && !stopped) {
      stopped = !sink.push(page, Position.after(number), progress);
    }
    number++;
  }

  /// Ends the document.
  public Reading end(DocumentProperties properties) {
    endTable();
    breakPage();
    return stopped ? new Reading.Stopped() : new Reading.Done(properties);
  }

  private void begin(String gap) {
    if (!text.isEmpty()) {
      text.append(gap);
    }
  }

  private void endFullPage() {
    if (text.length() >= MAX_PAGE_CHARS) {
      endPage();
    }
  }

  private void closeBlock() {
    if (tableStart >= 0) {
      blocks.add(Block.table(tableStart, text.length(), header));
      tableStart = -1;
    }
  }

  private String taken() {
    String taken = piece.toString().strip();
    piece.setLength(0);
    return taken;
  }

  private static List<String> trimmed(List<String> cells) {
    int end = cells.size();
    while (end > 0 && cells.get(end - 1).isBlank()) {
      end--;
    }
    return List.copyOf(cells.subList(0, end));
  }

  /// {@return whether a table's first row looks like the names of its columns}
  private static boolean namesColumns(List<String> row) {
    return row.size() > 1
        && row.stream().distinct().count() == row.size()
        && row.stream().allMatch(cell -> cell.chars().anyMatch(Character::isLetter));
  }
}
