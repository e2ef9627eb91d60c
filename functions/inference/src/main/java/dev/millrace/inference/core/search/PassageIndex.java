package dev.millrace.inference.core.search;

import dev.millrace.upload.SearchableDocument;
import java.util.List;

/// Finds chunks of a tenant's documents by what they mean.
public interface PassageIndex {
  /// {@return the chunks nearest to a vector of length 1, the nearest first}
  Found nearest(String tenantId, float[] vector, int limit);

  /// A chunk that is near.
  ///
  /// @param ordinal its place among the document's chunks, from 0
  /// @param score the cosine, 1 at most
  record Passage(SearchableDocument document, int ordinal, double score) {}

  /// What was found, and in how much.
  ///
  /// @param documents how many documents were looked at
  /// @param passages how many of their chunks
  /// @param complete whether those were all that the tenant has
  record Found(List<Passage> nearest, int documents, int passages, boolean complete) {
    public Found {
      nearest = List.copyOf(nearest);
    }
  }
}
