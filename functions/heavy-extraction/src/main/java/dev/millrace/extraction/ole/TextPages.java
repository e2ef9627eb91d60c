package dev.millrace.extraction.ole;

import java.util.List;

/// Cuts running text into pages of whole paragraphs.
final class TextPages {
  private static final int PAGE_CHARS = 4_000;

  private TextPages() {}

  /// {@return whether all of the text was wanted}
  ///
  /// @param text paragraphs, a line each
  static boolean push(String text, OlePages pages) {
    StringBuilder page = new StringBuilder();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (!page.isEmpty() && page.length() + line.length() > PAGE_CHARS) {
        if (!pages.push(page.toString().strip(), List.of())) {
          return false;
        }
        page.setLength(0);
      }
      page.append(line).append('\n');
    }
    String rest = page.toString().strip();
    return rest.isEmpty() || pages.push(rest, List.of());
  }
}
