package dev.millrace.bench.summary;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The classic way to pick sentences: those whose rare words are the document's own.
final class TfIdf {
  private final List<List<String>> sentences;
  private final Map<String, Double> rarity = new HashMap<>();
  private final Map<String, Double> document = new HashMap<>();

  private TfIdf(List<List<String>> sentences) {
    this.sentences = sentences;
    Map<String, Integer> occurrences = new HashMap<>();
    for (List<String> sentence : sentences) {
      new HashSet<>(sentence).forEach(word -> occurrences.merge(word, 1, Integer::sum));
    }
    occurrences.forEach(
        (word, count) -> rarity.put(word, Math.log((double) sentences.size() / count)));
    for (List<String> sentence : sentences) {
      sentence.forEach(word -> document.merge(word, rarity.getOrDefault(word, 0.0), Double::sum));
    }
  }

  /// {@return that many sentences, in the order of the text}
  static List<String> pick(List<String> sentences, int count) {
    TfIdf scores = new TfIdf(sentences.stream().map(Words::of).toList());
    return IntStream.range(0, sentences.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -scores.nearness(i)))
        .limit(count)
        .sorted()
        .map(sentences::get)
        .toList();
  }

  private double nearness(int index) {
    Set<String> words = new HashSet<>(sentences.get(index));
    double product = 0;
    double squares = 0;
    for (String word : words) {
      double weight = rarity.getOrDefault(word, 0.0);
      product += weight * document.getOrDefault(word, 0.0);
      squares += weight * weight;
    }
    return squares == 0 ? 0 : product / Math.sqrt(squares);
  }
}
