package dev.millrace.inference.core.thought;

import dev.millrace.event.EventData;
import dev.millrace.event.EventData.InsightGenerated;
import dev.millrace.event.EventData.PatternDetected;
import dev.millrace.event.EventData.ThoughtCaptured;
import dev.millrace.event.WebhookEvent;
import dev.millrace.flag.Flags;
import dev.millrace.id.Ids;
import dev.millrace.inference.core.model.TextEmbedder;
import dev.millrace.inference.core.model.Vectors;
import dev.millrace.inference.core.search.PassageIndex;
import dev.millrace.inference.core.summary.Phrases;
import dev.millrace.inference.core.summary.SummarizeText;
import dev.millrace.inference.core.thought.Insight.Link;
import dev.millrace.upload.ResultPart.Concept;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes a thought in, and tells what it is near to and what keeps coming back.
///
/// The same thoughts in the same order always lead to the same insights and patterns. A tenant's
/// thoughts have one order: of those captured at once, each sees all that come before it.
public final class CaptureThought {
  private static final int MAX_CONCEPTS = 5;
  private static final int REMEMBERED = 500;
  private static final int PASSAGES = 5;
  private static final int LINKS = 5;
  private static final int PATTERN_THOUGHTS = 100;
  private static final int MAX_TRIES = 10;

  private final TextEmbedder embedder;
  private final SummarizeText summaries;
  private final PassageIndex documents;
  private final KnowledgeStore store;
  private final Flags flags;
  private final Clock clock;

  public CaptureThought(
      TextEmbedder embedder,
      SummarizeText summaries,
      PassageIndex documents,
      KnowledgeStore store,
      Flags flags,
      Clock clock) {
    this.embedder = embedder;
    this.summaries = summaries;
    this.documents = documents;
    this.store = store;
    this.flags = flags;
    this.clock = clock;
  }

  /// What came of a thought.
  public record Captured(Thought thought, Optional<Insight> insight, List<Pattern> patterns) {
    public Captured {
      patterns = List.copyOf(patterns);
    }
  }

  /// {@return the thought with what follows from it, or empty if none are taken}
  ///
  /// @throws ModelException if the model gives no answer
  public Optional<Captured> capture(String tenantId, String thoughtId, String text) {
    if (flags.get(KnowledgeFlags.KILLED, tenantId)
        || !flags.get(KnowledgeFlags.CAPTURE, tenantId)) {
      return Optional.empty();
    }
    List<String> concepts = concepts(text);
    float[] vector = embedder.embed(List.of(text))[0];
    List<Link> places = places(tenantId, vector);
    Optional<Instant> earlierTry = store.find(tenantId, thoughtId).map(Thought::createdAt);
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Instant now = clock.instant();
      Memory memory = store.memory(tenantId, now.minus(window(tenantId)), REMEMBERED);
      Instant createdAt = earlierTry.orElseGet(() -> memory.next(now));
      Thought thought = new Thought(thoughtId, tenantId, text, concepts, createdAt);
      Remembered remembered = new Remembered(thought, vector);
      List<Remembered> earlier = earlier(memory, thoughtId);
      Captured captured =
          new Captured(thought, insight(remembered, earlier, places), patterns(thought, earlier));
      if (store.keep(
          remembered, captured.insight(), captured.patterns(), notices(captured), memory)) {
        return Optional.of(captured);
      }
    }
    throw new IllegalStateException("others captured thoughts again and again meanwhile");
  }

  private List<String> concepts(String text) {
    return summaries.summarize(List.of(text), 1).concepts().stream()
        .filter(concept -> concept.score() > 0)
        .limit(MAX_CONCEPTS)
        .map(Concept::name)
        .toList();
  }

  /// A repeat of the same request finds its own thought, which is not an earlier one.
  private static List<Remembered> earlier(Memory memory, String thoughtId) {
    return memory.thoughts().stream()
        .filter(other -> !other.thought().thoughtId().equals(thoughtId))
        .toList();
  }

  private List<Link> places(String tenantId, float[] vector) {
    return documents.nearest(tenantId, vector, PASSAGES).nearest().stream()
        .map(CaptureThought::link)
        .toList();
  }

  private Optional<Insight> insight(
      Remembered remembered, List<Remembered> earlier, List<Link> places) {
    Thought thought = remembered.thought();
    double near = flags.get(KnowledgeFlags.NEAR, thought.tenantId());
    List<Link> links =
        Stream.concat(earlier.stream().map(other -> link(remembered, other)), places.stream())
            .filter(link -> link.score() >= near)
            .sorted(Comparator.comparingDouble(Link::score).reversed())
            .limit(LINKS)
            .toList();
    return links.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Insight(
                Insight.idOf(thought.tenantId(), thought.thoughtId()),
                thought.tenantId(),
                thought.thoughtId(),
                sentence(links),
                links,
                thought.createdAt()));
  }

  private static Link link(Remembered thought, Remembered other) {
    return new Link(
        "/v1/thoughts/" + other.thought().thoughtId(),
        "an earlier thought",
        rounded(Vectors.product(thought.vector(), other.vector())));
  }

  private static Link link(PassageIndex.Passage passage) {
    return new Link(
        "/v1/uploads/" + passage.document().ref().uploadId(),
        passage.document().filename(),
        rounded(passage.score()));
  }

  private static String sentence(List<Link> links) {
    String others = links.size() == 1 ? "." : ", and %d more.".formatted(links.size() - 1);
    return "This is close to %s%s".formatted(links.getFirst().text(), others);
  }

  /// Of a concept that does not come back as a whole, its words may.
  private List<Pattern> patterns(Thought thought, List<Remembered> earlier) {
    Map<String, Pattern> patterns = new LinkedHashMap<>();
    for (String concept : thought.concepts()) {
      Optional<Pattern> whole = pattern(thought, concept, earlier);
      whole.ifPresent(pattern -> patterns.put(concept, pattern));
      if (whole.isEmpty()) {
        for (String word : Phrases.words(concept)) {
          pattern(thought, word, earlier).ifPresent(pattern -> patterns.put(word, pattern));
        }
      }
    }
    return patterns.values().stream()
        .filter(pattern -> !store.knows(thought.tenantId(), pattern.patternId()))
        .toList();
  }

  private Optional<Pattern> pattern(Thought thought, String concept, List<Remembered> earlier) {
    List<String> having = new ArrayList<>(List.of(thought.thoughtId()));
    earlier.stream()
        .map(Remembered::thought)
        .filter(other -> Phrases.contains(other.text(), concept))
        .forEach(other -> having.add(other.thoughtId()));
    return having.size() < flags.get(KnowledgeFlags.RECURRING, thought.tenantId())
        ? Optional.empty()
        : Optional.of(
            new Pattern(
                patternId(thought, concept),
                thought.tenantId(),
                "recurring_concept",
                concept,
                rounded((double) having.size() / (earlier.size() + 1)),
                having.subList(0, Math.min(PATTERN_THOUGHTS, having.size())),
                thought.createdAt()));
  }

  /// A concept is told of once in each window.
  private String patternId(Thought thought, String concept) {
    long window = thought.createdAt().getEpochSecond() / window(thought.tenantId()).toSeconds();
    return Ids.hash("pat_", thought.tenantId(), concept, Long.toString(window));
  }

  private Duration window(String tenantId) {
    return flags.get(KnowledgeFlags.WINDOW, tenantId);
  }

  private static List<WebhookEvent> notices(Captured captured) {
    Thought thought = captured.thought();
    List<WebhookEvent> notices = new ArrayList<>();
    notices.add(
        notice(
            thought,
            thought.thoughtId(),
            new ThoughtCaptured(thought.thoughtId(), thought.concepts())));
    captured
        .insight()
        .ifPresent(insight ->
            notices.add(
                notice(
                    thought,
                    insight.insightId(),
                    new InsightGenerated(
                        insight.insightId(),
                        thought.thoughtId(),
                        insight.insight(),
                        insight.links().stream().map(Link::path).toList(),
                        insight.links().stream().map(Link::score).toList()))));
    captured
        .patterns()
        .forEach(pattern ->
            notices.add(
                notice(
                    thought,
                    pattern.patternId(),
                    new PatternDetected(
                        pattern.patternId(),
                        pattern.patternType(),
                        pattern.concept(),
                        pattern.significance(),
                        pattern.thoughtIds()))));
    return notices;
  }

  private static WebhookEvent notice(Thought thought, String id, EventData data) {
    return WebhookEvent.of(
        Ids.hash("evt_", thought.tenantId(), id, data.type().wireName()),
        thought.tenantId(),
        "T#%s#K#%s".formatted(thought.tenantId(), thought.thoughtId()),
        thought.createdAt(),
        data);
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
