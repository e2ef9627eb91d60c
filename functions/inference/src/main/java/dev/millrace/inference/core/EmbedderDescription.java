package dev.millrace.inference.core;

import dev.millrace.upload.ResultPart.Model;

/// What a text embedder gives.
///
/// @param dimension the length of an embedding
/// @param maxTokens longer texts are cut there
public record EmbedderDescription(Model model, String sha256, int dimension, int maxTokens) {}
