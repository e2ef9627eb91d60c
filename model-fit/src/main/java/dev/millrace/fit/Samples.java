package dev.millrace.fit;

import java.util.List;

/// Photos as the network sees them.
final class Samples {
  private final List<float[]> features;
  private final int[] labels;
  private final int classes;

  /// @param features of each photo, all of one length
  /// @param labels the index of each photo's class
  Samples(List<float[]> features, int[] labels, int classes) {
    this.features = List.copyOf(features);
    this.labels = labels.clone();
    this.classes = classes;
  }

  int count() {
    return labels.length;
  }

  int classes() {
    return classes;
  }

  int dimension() {
    return features.getFirst().length;
  }

  float[] features(int index) {
    return features.get(index);
  }

  int label(int index) {
    return labels[index];
  }
}
