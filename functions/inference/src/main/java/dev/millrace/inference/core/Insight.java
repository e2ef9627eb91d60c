package dev.millrace.inference.core;

import java.time.Instant;
import java.util.List;

/// A thought turned out to be near to earlier material.
///
/// @param insight what was found, in a sentence
/// @param links what it is near to, the nearest first
public record Insight(
    String insightId,
    String tenantId,
    String thoughtId,
    String insight,
    List<Link> links,
    Instant createdAt) {
  public Insight {
    links = List.copyOf(links);
  }

  /// Something that a thought is near to.
  ///
  /// @param path where the API has it
  /// @param text the thought itself, or the document's name
  /// @param score the cosine, 1 at most
  public record Link(String path, String text, double score) {}
}
