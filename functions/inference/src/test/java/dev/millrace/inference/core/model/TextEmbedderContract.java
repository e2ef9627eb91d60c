package dev.millrace.inference.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every text embedder must do.
@Tag("contract")
public abstract class TextEmbedderContract {
  private static final String CAT = "A cat sleeps in the basket beside the stove.";
  private static final String CATS = "The cat is asleep in its basket near the stove.";
  private static final String RATES = "Interest rates rose by half a percentage point.";

  protected abstract TextEmbedder embedder();

  @Test
  void anEmbeddingHasTheDimensionAndTheLengthOne() {
    float[] vector = embedder().embed(List.of(CAT))[0];

    assertThat(vector).hasSize(embedder().description().dimension());
    assertThat(Vectors.product(vector, vector)).isCloseTo(1, within(1e-5));
  }

  @Test
  void likeTextsAreNearerThanOthers() {
    float[][] vectors = embedder().embed(List.of(CAT, CATS, RATES));

    assertThat(Vectors.product(vectors[0], vectors[1])).isGreaterThan(0.4);
    assertThat(Vectors.product(vectors[0], vectors[2])).isLessThan(0.2);
  }

  @Test
  void anEmbeddingDoesNotDependOnTheOthersInItsBatch() {
    float[] alone = embedder().embed(List.of(CAT))[0];
    float[][] together = embedder().embed(List.of(RATES.repeat(40), CAT));

    assertThat(Vectors.product(alone, together[1])).isCloseTo(1, within(1e-5));
  }
}
