package dev.millrace.inference.core.summary;

import dev.millrace.inference.core.model.Vectors;
import dev.millrace.upload.ResultPart.Sentence;
import dev.millrace.upload.ResultPart.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Picks the sentences that tell most: central ones ([LexRank]) and early ones count alike, and
/// each further one must add to those already picked (maximal marginal relevance).
final class Summarizer {
  private static final double POSITION_WEIGHT = 0.5;
  private static final double RELEVANCE_WEIGHT = 0.7;
  private static final double POSITION_DECAY = 3;
  private static final int OPENING = 3;
  private static final double OPENING_BONUS = 0.3;

  private Summarizer() {}

  /// {@return the summary of a text, its sentences in the order of the text}
  ///
  /// @param sentences of the text, in its order; at least one
  /// @param count how many to pick at most
  static Summary summarize(List<String> sentences, float[][] embeddings, int count) {
    double[] scores = scores(embeddings);
    List<Sentence> picked =
        pick(scores, embeddings, count).stream()
            .sorted()
            .map(index -> new Sentence(sentences.get(index), rounded(scores[index])))
            .toList();
    return new Summary(
        picked.stream().map(Sentence::text).collect(Collectors.joining(" ")), picked);
  }

  private static double[] scores(float[][] embeddings) {
    int count = embeddings.length;
    double[] central = Vectors.scaled(LexRank.rank(embeddings));
    double[] early = new double[count];
    for (int i = 0; i < count; i++) {
      early[i] = Math.exp(-POSITION_DECAY * i / count) + (i < OPENING ? OPENING_BONUS : 0);
    }
    early = Vectors.scaled(early);
    double[] scores = new double[count];
    for (int i = 0; i < count; i++) {
      scores[i] = (1 - POSITION_WEIGHT) * central[i] + POSITION_WEIGHT * early[i];
    }
    return Vectors.scaled(scores);
  }

  private static List<Integer> pick(double[] scores, float[][] embeddings, int count) {
    List<Integer> picked = new ArrayList<>();
    while (picked.size() < Math.min(count, scores.length)) {
      int best = -1;
      double bestGain = Double.NEGATIVE_INFINITY;
      for (int candidate = 0; candidate < scores.length; candidate++) {
        double gain = gain(candidate, scores, embeddings, picked);
        if (gain > bestGain && !picked.contains(candidate)) {
          best = candidate;
          bestGain = gain;
        }
      }
      picked.add(best);
    }
    return picked;
  }

  private static double gain(
      int candidate, double[] scores, float[][] embeddings, List<Integer> picked) {
    double repetition =
        picked.stream()
            .mapToDouble(other -> Vectors.product(embeddings[candidate], embeddings[other]))
            .max()
            .orElse(0);
    return RELEVANCE_WEIGHT * scores[candidate] - (1 - RELEVANCE_WEIGHT) * Math.max(0, repetition);
  }

  private static double rounded(double score) {
    return Math.round(score * 1e4) / 1e4;
  }
}
