package dev.millrace.inference.core;

import dev.millrace.event.WebhookEvent;
import dev.millrace.inference.core.summary.KeptSummary;
import dev.millrace.inference.core.summary.SummaryStore;
import dev.millrace.inference.core.thought.Insight;
import dev.millrace.inference.core.thought.KnowledgeStore;
import dev.millrace.inference.core.thought.Memory;
import dev.millrace.inference.core.thought.Pattern;
import dev.millrace.inference.core.thought.Remembered;
import dev.millrace.inference.core.thought.Thought;
import dev.millrace.page.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Thoughts, insights, patterns and summaries of one tenant in memory.
public final class MemoryKnowledge implements KnowledgeStore, SummaryStore {
  private final Map<String, Remembered> thoughts = new LinkedHashMap<>();
  private final Map<String, Insight> insights = new LinkedHashMap<>();
  private final Map<String, Pattern> patterns = new LinkedHashMap<>();
  private final Map<String, KeptSummary> summaries = new LinkedHashMap<>();
  private final List<WebhookEvent> notices = new ArrayList<>();
  private Optional<Instant> latest = Optional.empty();
  private Runnable meanwhile = () -> {};

  /// {@return the types of the notices so far}
  public List<String> notices() {
    return notices.stream().map(notice -> notice.type().wireName()).toList();
  }

  /// Lets something happen between the next comparison and what is then kept.
  public void meanwhile(Runnable other) {
    meanwhile = other;
  }

  @Override
  public Memory memory(String tenantId, Instant since, int limit) {
    Memory memory =
        new Memory(
            latest,
            newestFirst(thoughts).stream()
                .filter(thought -> !thought.thought().createdAt().isBefore(since))
                .limit(limit)
                .toList());
    Runnable other = meanwhile;
    meanwhile = () -> {};
    other.run();
    return memory;
  }

  @Override
  public boolean keep(
      Remembered thought,
      Optional<Insight> insight,
      List<Pattern> found,
      List<WebhookEvent> newNotices,
      Memory seen) {
    if (!latest.equals(seen.latest())
        || found.stream().anyMatch(pattern -> patterns.containsKey(pattern.patternId()))) {
      return false;
    }
    Instant createdAt = thought.thought().createdAt();
    latest = latest.filter(last -> last.isAfter(createdAt)).or(() -> Optional.of(createdAt));
    thoughts.put(thought.thought().thoughtId(), thought);
    insight.ifPresent(near -> insights.put(near.insightId(), near));
    found.forEach(pattern -> patterns.put(pattern.patternId(), pattern));
    notices.addAll(newNotices);
    return true;
  }

  @Override
  public Optional<Thought> find(String tenantId, String thoughtId) {
    return Optional.ofNullable(thoughts.get(thoughtId)).map(Remembered::thought);
  }

  @Override
  public boolean delete(String tenantId, String thoughtId) {
    insights.remove(Insight.idOf(tenantId, thoughtId));
    return thoughts.remove(thoughtId) != null;
  }

  @Override
  public boolean knows(String tenantId, String patternId) {
    return patterns.containsKey(patternId);
  }

  @Override
  public Page<Thought> thoughts(String tenantId, Optional<String> after, int limit) {
    return page(thoughts, after, limit, thought -> thought.thought().thoughtId())
        .map(Remembered::thought);
  }

  @Override
  public Page<Insight> insights(String tenantId, Optional<String> after, int limit) {
    return page(insights, after, limit, Insight::insightId);
  }

  @Override
  public Page<Pattern> patterns(String tenantId, Optional<String> after, int limit) {
    return page(patterns, after, limit, Pattern::patternId);
  }

  @Override
  public Optional<KeptSummary> findSummary(String tenantId, String summaryId) {
    return Optional.ofNullable(summaries.get(summaryId));
  }

  @Override
  public void keep(KeptSummary summary, WebhookEvent notice) {
    summaries.put(summary.summaryId(), summary);
    notices.add(notice);
  }

  private static <T> Page<T> page(
      Map<String, T> kept, Optional<String> after, int limit, Function<T, String> id) {
    List<T> all = newestFirst(kept);
    int start = after.map(last -> all.stream().map(id).toList().indexOf(last) + 1).orElse(0);
    List<T> items = all.subList(start, Math.min(all.size(), start + limit));
    return new Page<>(items, start + limit < all.size() ? id.apply(items.getLast()) : null);
  }

  private static <T> List<T> newestFirst(Map<String, T> kept) {
    return new ArrayList<>(kept.values()).reversed();
  }
}
