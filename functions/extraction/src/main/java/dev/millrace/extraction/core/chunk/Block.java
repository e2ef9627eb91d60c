package dev.millrace.extraction.core.chunk;

/// A stretch of a page's text that is more than running text. Offsets are those of the page's text;
/// what no block covers are paragraphs, apart by blank lines.
///
/// @param start offset of its first character
/// @param end offset behind its last character
/// @param level of a heading, from 1, the highest; what follows stands under it until a heading of
///   the same or a higher level
/// @param header of a table, the line that names its columns, told with every piece of it; empty if
///   there is none. It need not stand in this block
public record Block(Role role, int start, int end, int level, String header) {
  /// What a block is to its document.
  public enum Role {
    /// What follows stands under it.
    HEADING,
    /// Rows, a line each, cells apart by tabs.
    TABLE,
    /// Running text that was read from a picture, and may be misread.
    RECOGNIZED
  }

  /// {@return a heading}
  public static Block heading(int start, int end, int level) {
    return new Block(Role.HEADING, start, end, level, "");
  }

  /// {@return running text that was read from a picture}
  public static Block recognized(int start, int end) {
    return new Block(Role.RECOGNIZED, start, end, 0, "");
  }

  /// {@return rows of a table}
  public static Block table(int start, int end, String header) {
    return new Block(Role.TABLE, start, end, 0, header);
  }
}
