package dev.millrace.inference.core.thought;

import dev.millrace.event.WebhookEvent;
import dev.millrace.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The thoughts of tenants and what followed from them.
public interface KnowledgeStore {
  /// {@return what a tenant's thoughts are at this moment}
  ///
  /// @param since only those from then on are told, the latest ones up to the limit
  Memory memory(String tenantId, Instant since, int limit);

  /// Keeps a thought with what follows from it and the notices of both: all of it or nothing.
  ///
  /// @param seen what it was compared with
  /// @return whether it was kept; not if there is a later thought than was seen, or one of the
  ///   patterns
  boolean keep(
      Remembered thought,
      Optional<Insight> insight,
      List<Pattern> patterns,
      List<WebhookEvent> notices,
      Memory seen);

  /// {@return a thought}
  Optional<Thought> find(String tenantId, String thoughtId);

  /// Deletes a thought and its insight; {@return whether there was one}
  boolean delete(String tenantId, String thoughtId);

  /// {@return whether that pattern has been found already}
  boolean knows(String tenantId, String patternId);

  /// {@return thoughts, the newest first}
  Page<Thought> thoughts(String tenantId, Optional<String> after, int limit);

  /// {@return insights, the newest first}
  Page<Insight> insights(String tenantId, Optional<String> after, int limit);

  /// {@return patterns, the newest first}
  Page<Pattern> patterns(String tenantId, Optional<String> after, int limit);
}
