package dev.millrace.inference.core.image;

/// How far an image's best label is to be trusted.
public enum Confidence {
  HIGH,
  MEDIUM,
  LOW;

  static Confidence of(double bestProbability, ClassifierDescription classifier) {
    if (bestProbability >= classifier.highFrom()) {
      return HIGH;
    }
    return bestProbability >= classifier.mediumFrom() ? MEDIUM : LOW;
  }
}
