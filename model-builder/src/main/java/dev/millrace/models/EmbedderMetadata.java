package dev.millrace.models;

import java.util.List;

/// The `model_metadata.json` of a text embedder.
///
/// @param name the model's name
/// @param version the version of the package that carries the weights
/// @param type always `text-embedder`
/// @param sha256 the digest of `model.pt`
/// @param dimension the length of a vector
/// @param maxTokens longer texts are cut there
/// @param languages what the model was made for
/// @param licence of the weights
/// @param source the packages that the weights come from
record EmbedderMetadata(
    String name,
    String version,
    String type,
    String sha256,
    int dimension,
    int maxTokens,
    List<String> languages,
    String licence,
    List<String> source) {}
