package dev.millrace.inference.core;

/// A piece of a document's text.
///
/// @param ordinal its place among the chunks, from 0
public record Chunk(int ordinal, String text) {}
