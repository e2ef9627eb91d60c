package dev.millrace.inference.core.thought;

import dev.millrace.id.Ids;
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

  /// {@return the id of the insight that a thought may have}
  public static String idOf(String tenantId, String thoughtId) {
    return Ids.hash("ins_", tenantId, thoughtId);
  }

  /// Something that a thought is near to.
  ///
  /// @param path where the API has it
  /// @param text the document's name, or that it is a thought; never what a thought says, which may
  ///   be deleted while the insight stays
  /// @param score the cosine, 1 at most
  public record Link(String path, String text, double score) {}
}
