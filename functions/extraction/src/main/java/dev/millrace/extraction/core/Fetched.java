package dev.millrace.extraction.core;

import org.jspecify.annotations.Nullable;

/// An original within reach.
///
/// @param sha256 lower-case hex of its bytes, if all of them came this way
record Fetched(Source source, @Nullable String sha256) {}
