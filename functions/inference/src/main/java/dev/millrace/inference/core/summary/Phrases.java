package dev.millrace.inference.core.summary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Counts the phrases of up to three words that a text may be about: none of their words is a stop
/// word, and they do not reach over punctuation. Forms of a word count as one.
public final class Phrases {
  private static final Pattern PUNCTUATION = Pattern.compile("[,;:().\\[\\]\"“”!?]+|\\s[-–—]\\s");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{Nd}-]{2,}");
  private static final Set<String> STOP_WORDS = stopWords();
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{Nd}-]+");
  private static final List<String> ENDINGS =
      List.of(
          "ings", "ing", "ed", "er", "or", "al", "ly", "ity", "ness", "ment", "ions", "ion", "e",
          "y");
  private static final int MIN_STEM = 4;
  private static final int MAX_WORDS = 3;
  private static final int ENOUGH = 10;

  private final Map<String, Counted> counted = new LinkedHashMap<>();

  private Phrases() {}

  /// A phrase and how often it occurs.
  ///
  /// @param text as it first occurs, in small letters
  /// @param stems of its words, joined by spaces
  public record Phrase(String text, String stems, int count) {
    boolean manyWords() {
      return text.contains(" ");
    }

    /// {@return whether a longer phrase, or this very one, has this one in it}
    boolean within(Phrase other) {
      return (" " + other.stems + " ").contains(" " + stems + " ");
    }
  }

  /// {@return the most frequent phrases; those that occur once only where others are few}
  public static List<Phrase> of(List<String> sentences, int limit) {
    Phrases phrases = new Phrases();
    for (String sentence : sentences) {
      for (String clause : PUNCTUATION.split(sentence.toLowerCase(Locale.ROOT), -1)) {
        phrases.count(SPACE.split(clause.strip(), -1));
      }
    }
    return phrases.mostFrequent(limit);
  }

  /// {@return whether a text has a phrase in it, in the singular or in the plural}
  public static boolean contains(String text, String phrase) {
    return Collections.indexOfSubList(words(text), words(phrase)) >= 0;
  }

  /// {@return the words of a text, in small letters and in the singular}
  public static List<String> words(String text) {
    return Arrays.stream(NO_WORD.split(text.toLowerCase(Locale.ROOT), -1))
        .filter(word -> !word.isEmpty())
        .map(Phrases::singular)
        .toList();
  }

  private void count(String[] words) {
    for (int start = 0; start < words.length; start++) {
      for (int end = start; end < Math.min(start + MAX_WORDS, words.length); end++) {
        if (!WORD.matcher(words[end]).matches() || STOP_WORDS.contains(words[end])) {
          break;
        }
        List<String> phrase = List.of(words).subList(start, end + 1);
        String text = String.join(" ", phrase);
        String stems = phrase.stream().map(Phrases::stem).collect(Collectors.joining(" "));
        counted.computeIfAbsent(stems, _ -> new Counted(text)).count++;
      }
    }
  }

  private List<Phrase> mostFrequent(int limit) {
    List<Phrase> all = new ArrayList<>();
    counted.forEach((stems, phrase) -> all.add(new Phrase(phrase.text, stems, phrase.count)));
    all.sort(
        Comparator.comparingDouble(
            phrase -> -phrase.count() * Math.sqrt(SPACE.split(phrase.text(), -1).length)));
    List<Phrase> repeated = all.stream().filter(phrase -> phrase.count() > 1).toList();
    List<Phrase> candidates = repeated.size() >= ENOUGH ? repeated : all;
    return candidates.subList(0, Math.min(limit, candidates.size()));
  }

  /// {@return what the forms of a word have in common, roughly; not always a word itself}
  private static String stem(String word) {
    String singular = singular(word);
    return ENDINGS.stream()
        .filter(
            ending -> singular.endsWith(ending) && singular.length() - ending.length() >= MIN_STEM)
        .findFirst()
        .map(ending -> singular.substring(0, singular.length() - ending.length()))
        .orElse(singular);
  }

  private static String singular(String word) {
    return word.endsWith("s")
            && !word.endsWith("ss")
            && !word.endsWith("us")
            && !word.endsWith("is")
        ? word.substring(0, word.length() - 1)
        : word;
  }

  private static Set<String> stopWords() {
    try (InputStream in =
        Objects.requireNonNull(Phrases.class.getResourceAsStream("stop-words-en.txt"))) {
      return Set.of(SPACE.split(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Counted {
    private final String text;
    private int count;

    Counted(String text) {
      this.text = text;
    }
  }
}
