package dev.millrace.inference.core.search;

import org.jspecify.annotations.Nullable;

/// A place in a document that answers a search.
///
/// @param chunk its place among the document's chunks, from 0
/// @param snippet the part of the chunk where the words asked for are, else its beginning
/// @param score the cosine of question and chunk, 1 at most
public record SearchHit(
    String uploadId,
    String filename,
    int chunk,
    int pageStart,
    int pageEnd,
    @Nullable String heading,
    String snippet,
    double score) {}
