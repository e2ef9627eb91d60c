package dev.millrace.inference.core.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.inference.core.MemoryKnowledge;
import dev.millrace.inference.core.WordEmbedder;
import dev.millrace.inference.core.model.CircuitBreaker;
import dev.millrace.inference.core.model.EmbedderDescription;
import dev.millrace.inference.core.model.Embeddings;
import dev.millrace.inference.core.model.GuardedEmbedder;
import dev.millrace.inference.core.model.ModelException;
import dev.millrace.inference.core.model.TextEmbedder;
import dev.millrace.inference.core.summary.SummarizeRequest.Answer;
import dev.millrace.inference.core.summary.SummarizeRequest.Source;
import dev.millrace.testing.MemoryFlags;
import dev.millrace.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummarizeRequestTest {
  private static final String TEXT =
      "The old ferry carries bicycles over the wide river each day. It never sinks.";

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryKnowledge store = new MemoryKnowledge();
  private final Switchable embedder = new Switchable();
  private final TextEmbedder guarded =
      new GuardedEmbedder(
          embedder,
          new CircuitBreaker(new CircuitBreaker.Settings(2, 1, 10, Duration.ofSeconds(60)), clock));
  private final SummarizeRequest summaries =
      new SummarizeRequest(
          new SummarizeText(new Embeddings(guarded), 100),
          embedder.description().model(),
          store,
          new MemoryFlags().flags(),
          clock);

  @Test
  void theSameTextIsSummarisedOnceInAWhile() {
    Answer first = summaries.summarize("acme", TEXT, 3);
    clock.advance(Duration.ofSeconds(299));
    Answer second = summaries.summarize("acme", TEXT, 3);
    clock.advance(Duration.ofSeconds(2));
    Answer third = summaries.summarize("acme", TEXT, 3);

    assertThat(first.source()).isEqualTo(Source.MODEL);
    assertThat(second).isEqualTo(new Answer(first.summary(), Source.KEPT));
    assertThat(third.source()).isEqualTo(Source.MODEL);
    assertThat(store.notices()).containsExactly("document.summarized", "document.summarized");
  }

  @Test
  void anotherTenantTextOrLengthIsAnotherSummary() {
    summaries.summarize("acme", TEXT, 3);

    assertThat(summaries.summarize("other", TEXT, 3).source()).isEqualTo(Source.MODEL);
    assertThat(summaries.summarize("acme", TEXT + " ", 3).source()).isEqualTo(Source.MODEL);
    assertThat(summaries.summarize("acme", TEXT, 2).source()).isEqualTo(Source.MODEL);
  }

  @Test
  void whileTheModelIsDownAnOldSummaryIsGiven() {
    Answer first = summaries.summarize("acme", TEXT, 3);
    clock.advance(Duration.ofHours(1));
    embedder.broken = true;

    assertThat(summaries.summarize("acme", TEXT, 3))
        .isEqualTo(new Answer(first.summary(), Source.STALE));
    assertThatThrownBy(() -> summaries.summarize("acme", "Another text altogether here.", 3))
        .isInstanceOf(ModelException.class);
  }

  @Test
  void aModelThatKeepsFailingIsLeftInPeace() {
    embedder.broken = true;
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> guarded.embed(List.of("ferry"))).isInstanceOf(ModelException.class);
    }
    assertThat(embedder.calls).isEqualTo(2);

    clock.advance(Duration.ofSeconds(61));
    embedder.broken = false;
    assertThat(guarded.embed(List.of("ferry"))).hasDimensions(1, 256);
    embedder.broken = true;
    assertThatThrownBy(() -> guarded.embed(List.of("ferry"))).hasMessage("broken");
    assertThat(embedder.calls).isEqualTo(4);
  }

  private static final class Switchable implements TextEmbedder {
    private final WordEmbedder words = new WordEmbedder();
    private boolean broken;
    private int calls;

    @Override
    public EmbedderDescription description() {
      return words.description();
    }

    @Override
    public float[][] embed(List<String> texts) {
      calls++;
      if (broken) {
        throw new ModelException("broken");
      }
      return words.embed(texts);
    }
  }
}
