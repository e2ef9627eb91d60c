package dev.millrace.inference.core.search;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The part of a text that is worth showing to somebody who has searched.
final class Snippet {
  private static final int LENGTH = 240;
  private static final int SHORTEST_WORD = 3;
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Snippet() {}

  /// {@return the sentences from the one on that has most of the words asked for, or from the
  /// first}
  static String of(String text, String query) {
    String flat = SPACE.matcher(text).replaceAll(" ").strip();
    Set<String> wanted = words(query);
    BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
    sentences.setText(flat);
    int best = 0;
    long most = 0;
    int start = sentences.first();
    for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
      long shared = words(flat.substring(start, end)).stream().filter(wanted::contains).count();
      if (shared > most) {
        best = start;
        most = shared;
      }
      start = end;
    }
    return cut(flat.substring(best));
  }

  private static String cut(String text) {
    if (text.length() <= LENGTH) {
      return text;
    }
    int space = text.lastIndexOf(' ', LENGTH);
    int end = space < LENGTH / 2 ? LENGTH : space;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + " …";
  }

  private static Set<String> words(String text) {
    return Arrays.stream(NO_WORD.split(text.toLowerCase(Locale.ROOT), -1))
        .filter(word -> word.length() >= SHORTEST_WORD)
        .collect(Collectors.toSet());
  }
}
