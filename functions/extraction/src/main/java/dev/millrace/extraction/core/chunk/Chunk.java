package dev.millrace.extraction.core.chunk;

/// A piece of a document's text: exactly `text.substring(start, end)` of the whole.
///
/// @param ordinal its place among the chunks, from 0
/// @param pageStart the page that its first character stands on, from 1
/// @param pageEnd the page that its last character stands on
/// @param start offset of its first character in the whole text
/// @param end offset behind its last character
/// @param text neither begins nor ends with white space
public record Chunk(int ordinal, int pageStart, int pageEnd, long start, long end, String text) {}
