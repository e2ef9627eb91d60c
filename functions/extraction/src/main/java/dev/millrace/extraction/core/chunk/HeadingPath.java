package dev.millrace.extraction.core.chunk;

import java.util.ArrayList;
import java.util.List;

/// The headings that the text at hand stands under, the highest first.
record HeadingPath(List<Entry> entries) {
  private static final int MAX_CHARS = 200;

  /// Stands at the beginning of a text.
  static final HeadingPath START = new HeadingPath(List.of());

  HeadingPath {
    entries = List.copyOf(entries);
  }

  /// A heading and its level, from 1, the highest.
  record Entry(int level, String title) {}

  /// {@return the path behind a further heading, which ends those of its own and of lower levels}
  HeadingPath enter(int level, String title) {
    List<Entry> next = new ArrayList<>(entries);
    next.removeIf(entry -> entry.level() >= level);
    next.add(new Entry(level, shortened(title)));
    return new HeadingPath(next);
  }

  List<String> titles() {
    return entries.stream().map(Entry::title).toList();
  }

  private static String shortened(String title) {
    String line = title.replace('\n', ' ');
    if (line.length() <= MAX_CHARS) {
      return line;
    }
    int end = Boundary.CHARACTER.last(line, 0, MAX_CHARS);
    return line.substring(0, end);
  }
}
