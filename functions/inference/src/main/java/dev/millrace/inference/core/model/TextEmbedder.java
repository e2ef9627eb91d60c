package dev.millrace.inference.core.model;

import java.util.List;

/// A model that places texts in a space where nearness is likeness.
public interface TextEmbedder {
  /// {@return what it gives}
  EmbedderDescription description();

  /// {@return a vector of length 1 for each text, in their order; texts of like length are best
  /// asked together}
  ///
  /// @throws ModelException if the model gives no answer
  float[][] embed(List<String> texts);
}
