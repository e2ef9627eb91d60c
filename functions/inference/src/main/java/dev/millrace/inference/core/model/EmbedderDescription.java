package dev.millrace.inference.core.model;

import dev.millrace.upload.ResultPart.Model;
import java.util.List;

/// What a text embedder gives.
///
/// @param dimension the length of an embedding
/// @param maxTokens longer texts are cut there
/// @param languages ISO 639-1 codes of those that it was made for
public record EmbedderDescription(
    Model model, String sha256, int dimension, int maxTokens, List<String> languages) {
  public EmbedderDescription {
    languages = List.copyOf(languages);
  }
}
