package dev.millrace.language;

import java.lang.Character.UnicodeScript;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Identifies the language of a text: by its script where one language alone is written in it, else
/// by the small words that every sentence of a language is full of.
public final class Languages {
  private static final int MAX_CHARS_READ = 8_000;
  private static final int MIN_LETTERS = 12;
  private static final double MIN_KANA_SHARE = 0.05;

  /// Running text has far more of the listed words than this; a table of names next to none.
  private static final double MIN_SHARE_OF_SMALL_WORDS = 0.06;

  private static final int MIN_SMALL_WORDS = 2;

  private static final Map<UnicodeScript, String> BY_SCRIPT =
      Map.ofEntries(
          Map.entry(UnicodeScript.HANGUL, "ko"),
          Map.entry(UnicodeScript.GREEK, "el"),
          Map.entry(UnicodeScript.HEBREW, "he"),
          Map.entry(UnicodeScript.THAI, "th"),
          Map.entry(UnicodeScript.DEVANAGARI, "hi"),
          Map.entry(UnicodeScript.BENGALI, "bn"),
          Map.entry(UnicodeScript.TAMIL, "ta"),
          Map.entry(UnicodeScript.TELUGU, "te"),
          Map.entry(UnicodeScript.GEORGIAN, "ka"),
          Map.entry(UnicodeScript.ARMENIAN, "hy"),
          Map.entry(UnicodeScript.KHMER, "km"),
          Map.entry(UnicodeScript.ETHIOPIC, "am"));

  private Languages() {}

  /// {@return the ISO 639-1 code of the text's language, or empty if it tells too little}
  ///
  /// @param text any length; only its beginning is read
  public static Optional<String> identify(CharSequence text) {
    CharSequence head = text.subSequence(0, Math.min(text.length(), MAX_CHARS_READ));
    Map<UnicodeScript, Integer> letters = lettersByScript(head);
    int total = letters.values().stream().mapToInt(Integer::intValue).sum();
    int kana =
        letters.getOrDefault(UnicodeScript.HIRAGANA, 0)
            + letters.getOrDefault(UnicodeScript.KATAKANA, 0);
    int han = letters.getOrDefault(UnicodeScript.HAN, 0);
    if (total < MIN_LETTERS && han + kana < MIN_LETTERS / 2) {
      return Optional.empty();
    }
    if (2 * (han + kana) > total) {
      return Optional.of(kana > MIN_KANA_SHARE * (han + kana) ? "ja" : "zh");
    }
    UnicodeScript script =
        letters.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    String only = BY_SCRIPT.get(script);
    return only == null ? bySmallWords(head) : Optional.of(only);
  }

  private static Optional<String> bySmallWords(CharSequence text) {
    SmallWords.Count count = SmallWords.count(text);
    return count.byLanguage().entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .filter(best -> best.getValue() >= MIN_SMALL_WORDS)
        .filter(best -> best.getValue() >= MIN_SHARE_OF_SMALL_WORDS * count.words())
        .map(Map.Entry::getKey);
  }

  private static Map<UnicodeScript, Integer> lettersByScript(CharSequence text) {
    Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetter(c)) {
        letters.merge(UnicodeScript.of(c), 1, Integer::sum);
      }
    }
    return letters;
  }
}
