package dev.millrace.inference.core.thought;

import java.time.Instant;
import java.util.List;

/// A concept keeps coming back in a tenant's thoughts.
///
/// @param patternType always `recurring_concept`
/// @param significance the share of the window's thoughts that have the concept
/// @param thoughtIds those thoughts, the latest first
public record Pattern(
    String patternId,
    String tenantId,
    String patternType,
    String concept,
    double significance,
    List<String> thoughtIds,
    Instant createdAt) {
  public Pattern {
    thoughtIds = List.copyOf(thoughtIds);
  }
}
