package dev.millrace.inference.core.thought;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.millrace.inference.core.MemoryKnowledge;
import dev.millrace.inference.core.WordEmbedder;
import dev.millrace.inference.core.model.Embeddings;
import dev.millrace.inference.core.search.PassageIndex.Found;
import dev.millrace.inference.core.search.PassageIndex.Passage;
import dev.millrace.inference.core.summary.SummarizeText;
import dev.millrace.inference.core.thought.CaptureThought.Captured;
import dev.millrace.inference.core.thought.Insight.Link;
import dev.millrace.testing.MemoryFlags;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.SearchableDocument;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureThoughtTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryKnowledge store = new MemoryKnowledge();
  private final MemoryFlags flags = new MemoryFlags();
  private List<Passage> passages = List.of();

  @Test
  void aThoughtIsKeptWithItsConcepts() {
    Captured captured = capture("tho_1", "Harbour ferries should carry bicycles.");

    assertThat(captured.thought().concepts()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
    assertThat(captured.insight()).isEmpty();
    assertThat(captured.patterns()).isEmpty();
    assertThat(store.notices()).containsExactly("thought.captured");
    assertThat(store.find("acme", "tho_1")).contains(captured.thought());
  }

  @Test
  void whatIsNearToEarlierMaterialIsTold() {
    capture("tho_1", "Harbour ferries should carry bicycles.");
    capture("tho_2", "Bread tastes best when warm.");
    SearchableDocument document = new SearchableDocument(Samples.REF, "run_1", "a.pdf");
    passages = List.of(new Passage(document, 3, 0.8), new Passage(document, 4, 0.2));

    Captured captured = capture("tho_3", "Harbour ferries should carry more bicycles.");

    assertThat(captured.insight())
        .hasValueSatisfying(insight -> {
          assertThat(insight.links())
              .extracting(Link::path)
              .containsExactlyInAnyOrder("/v1/thoughts/tho_1", "/v1/uploads/up_01");
          assertThat(insight.links())
              .isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
          assertThat(insight.insight()).startsWith("This is close to ").endsWith(", and 1 more.");
        });
    assertThat(store.notices()).endsWith("thought.captured", "insight.generated");
  }

  @Test
  void howNearIsNearIsAFlag() {
    flags.set(KnowledgeFlags.NEAR, 1.0);
    capture("tho_1", "Harbour ferries should carry bicycles.");

    assertThat(capture("tho_2", "Harbour ferries should carry more bicycles.").insight()).isEmpty();
  }

  @Test
  void aConceptThatKeepsComingBackIsToldOnce() {
    capture("tho_1", "Night boats would help.");
    capture("tho_2", "A night boat is needed.");

    Captured third = capture("tho_3", "Night boats!");
    Captured fourth = capture("tho_4", "Night boats.");

    assertThat(third.patterns())
        .singleElement()
        .satisfies(pattern -> {
          assertThat(pattern.concept()).isEqualTo("night boats");
          assertThat(pattern.significance()).isEqualTo(1);
          assertThat(pattern.thoughtIds()).containsExactly("tho_3", "tho_2", "tho_1");
        });
    assertThat(fourth.patterns()).isEmpty();
    assertThat(store.notices()).containsOnlyOnce("pattern.detected");
  }

  @Test
  void aWordOfAConceptMayComeBackAlone() {
    capture("tho_1", "The boats rust.");
    capture("tho_2", "Paint the boat.");

    assertThat(capture("tho_3", "Boat parade.").patterns())
        .extracting(Pattern::concept)
        .containsExactly("boat");
  }

  @Test
  void onlyThoughtsWithinTheWindowCount() {
    capture("tho_1", "Night ferries.");
    capture("tho_2", "Night ferries.");
    clock.advance(Duration.ofDays(31));

    assertThat(capture("tho_3", "Night ferries.").patterns()).isEmpty();
  }

  @Test
  void aRepeatOfARequestIsNotNearToItself() {
    capture("tho_1", "Ferries should carry bicycles.");

    assertThat(capture("tho_1", "Ferries should carry bicycles.").insight()).isEmpty();
  }

  @Test
  void ofTwoThoughtsCapturedAtOnceTheLaterSeesTheOther() {
    store.meanwhile(
        () -> useCase().capture("acme", "tho_2", "Harbour ferries should carry more bicycles."));

    Captured later =
        useCase().capture("acme", "tho_1", "Harbour ferries should carry bicycles.").orElseThrow();

    assertThat(later.insight())
        .hasValueSatisfying(insight ->
            assertThat(insight.links()).extracting(Link::path).contains("/v1/thoughts/tho_2"));
    assertThat(later.thought().createdAt())
        .isEqualTo(store.find("acme", "tho_2").orElseThrow().createdAt().plusMillis(1));
  }

  @Test
  void aRepeatKeepsItsPlaceAmongLaterThoughts() {
    Captured first = capture("tho_1", "Ferries should carry bicycles.");
    Captured second = capture("tho_2", "Bread tastes best when warm.");

    assertThat(capture("tho_1", "Ferries should carry bicycles.").thought().createdAt())
        .isEqualTo(first.thought().createdAt());
    assertThat(store.memory("acme", clock.instant(), 9).latest())
        .contains(second.thought().createdAt());
  }

  @Test
  void whoeverIsOvertakenAgainAndAgainGivesUp() {
    overtake(10);

    assertThatIllegalStateException()
        .isThrownBy(() -> useCase().capture("acme", "tho_1", "Ferries."));
    assertThat(store.find("acme", "tho_1")).isEmpty();
  }

  private void overtake(int times) {
    if (times > 0) {
      store.meanwhile(() -> {
        useCase().capture("acme", "tho_other" + times, "Bread.");
        overtake(times - 1);
      });
    }
  }

  @Test
  void capturingCanBeSwitchedOff() {
    flags.set(KnowledgeFlags.CAPTURE, false);
    assertThat(useCase().capture("acme", "tho_1", "Ferries.")).isEmpty();

    flags.set(KnowledgeFlags.CAPTURE, true);
    flags.set(KnowledgeFlags.KILLED, true);
    assertThat(useCase().capture("acme", "tho_1", "Ferries.")).isEmpty();
    assertThat(store.notices()).isEmpty();
  }

  private Captured capture(String id, String text) {
    clock.advance(Duration.ofSeconds(1));
    return useCase().capture("acme", id, text).orElseThrow();
  }

  private CaptureThought useCase() {
    WordEmbedder embedder = new WordEmbedder();
    return new CaptureThought(
        embedder,
        new SummarizeText(new Embeddings(embedder), 100),
        (tenant, vector, limit) -> new Found(passages, 1, passages.size(), true),
        store,
        flags.flags(),
        clock);
  }
}
