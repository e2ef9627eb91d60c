package dev.millrace.inference.core;

import org.jspecify.annotations.Nullable;

/// A piece of a document's text.
///
/// @param ordinal its place among the chunks, from 0
/// @param language ISO 639-1 code, if it was told from the text
public record Chunk(int ordinal, String text, @Nullable String language) {}
