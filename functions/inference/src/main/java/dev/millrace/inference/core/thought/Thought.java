package dev.millrace.inference.core.thought;

import java.time.Instant;
import java.util.List;

/// A short text that a tenant wants to keep and to have connected with others.
///
/// @param concepts what it is about, the most telling first
public record Thought(
    String thoughtId, String tenantId, String text, List<String> concepts, Instant createdAt) {
  public Thought {
    concepts = List.copyOf(concepts);
  }
}
