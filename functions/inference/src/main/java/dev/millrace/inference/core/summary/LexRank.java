package dev.millrace.inference.core.summary;

import dev.millrace.inference.core.model.Vectors;
import java.util.Arrays;

/// Ranks sentences by how central they are: a walk from sentence to sentence along their likeness
/// is most often at those that many others resemble.
final class LexRank {
  private static final double THRESHOLD = 0.3;
  private static final double DAMPING = 0.85;
  private static final int STEPS = 40;

  private LexRank() {}

  /// {@return the rank of each sentence; ranks add up to 1}
  static double[] rank(float[][] embeddings) {
    int count = embeddings.length;
    double[][] transitions = transitions(embeddings);
    double[] ranks = new double[count];
    Arrays.fill(ranks, 1.0 / count);
    for (int step = 0; step < STEPS; step++) {
      double[] next = new double[count];
      Arrays.fill(next, (1 - DAMPING) / count);
      for (int from = 0; from < count; from++) {
        for (int to = 0; to < count; to++) {
          next[to] += DAMPING * ranks[from] * transitions[from][to];
        }
      }
      ranks = next;
    }
    return ranks;
  }

  private static double[][] transitions(float[][] embeddings) {
    int count = embeddings.length;
    double[][] likeness = new double[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        likeness[i][j] = Math.max(0, Vectors.product(embeddings[i], embeddings[j]) - THRESHOLD);
        likeness[j][i] = likeness[i][j];
      }
    }
    for (double[] row : likeness) {
      double sum = Arrays.stream(row).sum();
      for (int to = 0; to < count; to++) {
        row[to] = sum > 0 ? row[to] / sum : 1.0 / count;
      }
    }
    return likeness;
  }
}
