package dev.millrace.extraction.core;

/// A page's text and its place in the whole: `whole.substring(start, end)` equals `text`.
///
/// @param page the page's number, from 1
/// @param start offset of its first character
/// @param end offset behind its last character
public record PageText(int page, long start, long end, String text) {}
