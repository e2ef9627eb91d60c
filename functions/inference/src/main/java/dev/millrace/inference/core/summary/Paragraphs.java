package dev.millrace.inference.core.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Splits a text into paragraphs: at blank lines, and behind headings. A line that is short against
/// the longest one, ends without punctuation and stands before a capital is taken for a heading.
final class Paragraphs {
  private static final Pattern ENDS_WITH_PUNCTUATION = Pattern.compile("\\p{Punct}$");
  private static final double SHORT = 0.6;

  private final List<String> lines;
  private final int longest;

  private Paragraphs(String text) {
    lines = text.lines().map(String::strip).toList();
    longest = lines.stream().mapToInt(String::length).max().orElse(0);
  }

  /// {@return the paragraphs, their lines as they are}
  static List<String> of(String text) {
    return new Paragraphs(text).split();
  }

  private List<String> split() {
    List<String> paragraphs = new ArrayList<>();
    List<String> paragraph = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      paragraph.add(lines.get(i));
      if (lines.get(i).isEmpty() || i == lines.size() - 1 || heading(i)) {
        paragraphs.add(String.join("\n", paragraph).strip());
        paragraph.clear();
      }
    }
    paragraphs.removeIf(String::isEmpty);
    return paragraphs;
  }

  private boolean heading(int index) {
    String line = lines.get(index);
    String next = lines.get(index + 1);
    return line.length() < SHORT * longest
        && !ENDS_WITH_PUNCTUATION.matcher(line).find()
        && !next.isEmpty()
        && Character.isUpperCase(next.codePointAt(0));
  }
}
