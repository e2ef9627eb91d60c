package dev.millrace.inference.core.image;

/// A model that tells what a picture shows.
public interface ImageClassifier {
  /// {@return what it takes and tells apart}
  ClassifierDescription description();

  /// {@return the probability of each class, which add up to 1}
  ///
  /// @throws ModelException if the model gives no answer
  float[] probabilities(Picture picture);
}
