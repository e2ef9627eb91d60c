package dev.millrace.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// The articles, prepositions and the like by which languages of one script differ.
public final class SmallWords {
  private static final Pattern SPACE = Pattern.compile(" ");

  /// Word → the languages that use it; a line of the file is a language and its words.
  private static final Map<String, List<String>> LANGUAGES = load();

  private SmallWords() {}

  /// What a text holds.
  ///
  /// @param words all its words
  /// @param byLanguage the small words of each language among them
  public record Count(int words, Map<String, Integer> byLanguage) {}

  /// {@return how many small words of each language a text holds}
  public static Count count(CharSequence text) {
    Map<String, Integer> byLanguage = new HashMap<>();
    int words = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && Character.isLetter(text.charAt(i))) {
        continue;
      }
      if (i > start) {
        words++;
        String word = text.subSequence(start, i).toString().toLowerCase(Locale.ROOT);
        for (String language : LANGUAGES.getOrDefault(word, List.of())) {
          byLanguage.merge(language, 1, Integer::sum);
        }
      }
      start = i + 1;
    }
    return new Count(words, byLanguage);
  }

  private static Map<String, List<String>> load() {
    Map<String, List<String>> languages = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(SmallWords.class.getResourceAsStream("words.txt")),
                UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> words = List.of(SPACE.split(line));
        for (String word : words.subList(1, words.size())) {
          languages.computeIfAbsent(word, unseen -> new ArrayList<>()).add(words.getFirst());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the word list cannot be read", e);
    }
    return languages;
  }
}
