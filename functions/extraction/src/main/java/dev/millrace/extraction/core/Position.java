package dev.millrace.extraction.core;

/// A place between two pages of a document, from which it can be read on.
///
/// @param pages how many pages lie before it
/// @param cursor what else its extractor needs to find it, in words of its own; empty if the number
///   of pages is enough
public record Position(int pages, String cursor) {
  /// The most characters of a cursor: it is written to the run's row every few seconds.
  public static final int MAX_CURSOR_CHARS = 4_000;

  /// Before the first page.
  public static final Position START = after(0);

  public Position {
    if (cursor.length() > MAX_CURSOR_CHARS) {
      throw new IllegalArgumentException("a cursor of " + cursor.length() + " characters");
    }
  }

  /// {@return the place behind a page that is found by its number alone}
  public static Position after(int pages) {
    return new Position(pages, "");
  }
}
