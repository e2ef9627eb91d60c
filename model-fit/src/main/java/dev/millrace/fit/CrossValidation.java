package dev.millrace.fit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// What a layer says of photos that it was not fitted to: each fifth of them is held out once.
///
/// @param guesses one for each photo
record CrossValidation(List<Guess> guesses) {
  static final int FOLDS = 5;

  CrossValidation {
    guesses = List.copyOf(guesses);
  }

  /// What was said of one photo.
  ///
  /// @param actual its class
  /// @param guessed the likeliest class
  /// @param probability of that class
  record Guess(int actual, int guessed, double probability) {
    boolean right() {
      return actual == guessed;
    }
  }

  static CrossValidation of(Samples samples) {
    List<Integer> fold = folds(samples);
    List<Guess> guesses = new ArrayList<>();
    for (int held = 0; held < FOLDS; held++) {
      int out = held;
      LastLayer layer =
          LastLayer.fit(
              samples,
              IntStream.range(0, samples.count()).filter(i -> fold.get(i) != out).boxed().toList());
      for (int i = 0; i < samples.count(); i++) {
        if (fold.get(i) == held) {
          guesses.add(guess(samples.label(i), layer.probabilities(samples.features(i))));
        }
      }
    }
    return new CrossValidation(guesses);
  }

  /// {@return the share of photos that were told right}
  double accuracy() {
    return (double) guesses.stream().filter(Guess::right).count() / guesses.size();
  }

  /// {@return how often each class (row) was taken for each (column)}
  int[][] confusion(int classes) {
    int[][] confusion = new int[classes][classes];
    guesses.forEach(guess -> confusion[guess.actual()][guess.guessed()]++);
    return confusion;
  }

  /// {@return from which probability on that share of the guesses is right; 1 if it never is}
  double threshold(double share) {
    return guesses.stream()
        .map(Guess::probability)
        .sorted()
        .filter(from -> precision(from) >= share)
        .findFirst()
        .orElse(1.0);
  }

  private double precision(double from) {
    List<Guess> sure = guesses.stream().filter(guess -> guess.probability() >= from).toList();
    return (double) sure.stream().filter(Guess::right).count() / sure.size();
  }

  /// Each class is spread evenly over the folds.
  private static List<Integer> folds(Samples samples) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, samples.count()).boxed().toList());
    Collections.shuffle(order, new Random(1));
    int[] next = new int[samples.classes()];
    Integer[] folds = new Integer[samples.count()];
    for (int index : order) {
      folds[index] = next[samples.label(index)]++ % FOLDS;
    }
    return List.of(folds);
  }

  private static Guess guess(int actual, double[] probabilities) {
    int best = 0;
    for (int c = 1; c < probabilities.length; c++) {
      if (probabilities[c] > probabilities[best]) {
        best = c;
      }
    }
    return new Guess(actual, best, probabilities[best]);
  }
}
