package dev.millrace.bench.summary;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import opennlp.tools.stemmer.PorterStemmer;

/// Words as ROUGE compares them: in small letters, brought to their stems by Porter's rules.
final class Words {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+");

  private Words() {}

  /// {@return the stems of a text's words, in their order}
  static List<String> of(String text) {
    PorterStemmer stemmer = new PorterStemmer();
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .map(stemmer::stem)
        .toList();
  }

  /// {@return ROUGE-n, F1: how far two texts share their sequences of n words}
  static double rouge(List<String> text, List<String> reference, int n) {
    Map<List<String>, Integer> left = sequences(text, n);
    Map<List<String>, Integer> right = sequences(reference, n);
    double shared =
        left.entrySet().stream()
            .mapToInt(entry -> Math.min(entry.getValue(), right.getOrDefault(entry.getKey(), 0)))
            .sum();
    int all = Math.max(0, text.size() - n + 1) + Math.max(0, reference.size() - n + 1);
    return all == 0 ? 0 : 2 * shared / all;
  }

  private static Map<List<String>, Integer> sequences(List<String> words, int n) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= words.size(); i++) {
      counts.merge(words.subList(i, i + n), 1, Integer::sum);
    }
    return counts;
  }
}
