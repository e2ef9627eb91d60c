package dev.millrace.extraction.core;

import org.jspecify.annotations.Nullable;

/// What is known once a document has been read to its end.
///
/// @param properties what the document says of itself
/// @param sha256 lower-case hex of its bytes, if all of them were fetched
public record Ending(DocumentProperties properties, @Nullable String sha256) {}
