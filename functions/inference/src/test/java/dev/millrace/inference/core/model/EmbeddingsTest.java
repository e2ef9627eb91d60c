package dev.millrace.inference.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.inference.core.WordEmbedder;
import dev.millrace.inference.core.summary.EvenSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddingsTest {

  @Test
  void textsOfLikeLengthAreAskedTogetherAndAnswersKeepTheOrder() {
    WordEmbedder embedder = new WordEmbedder();
    List<String> texts =
        IntStream.range(0, 40).mapToObj(i -> "word ".repeat((i * 7) % 40) + "text" + i).toList();
    List<Integer> done = new ArrayList<>();

    float[][] vectors = new Embeddings(embedder).of(texts, done::add);

    assertThat(done).containsExactly(16, 32, 40);
    assertThat(embedder.asked()).hasSize(3);
    assertThat(embedder.asked().stream().flatMap(List::stream))
        .isSortedAccordingTo(Comparator.comparingInt(String::length));
    for (int i = 0; i < texts.size(); i++) {
      assertThat(vectors[i]).isEqualTo(embedder.embed(List.of(texts.get(i)))[0]);
    }
  }

  @Test
  void aSampleIsBoundedAndEvenlySpread() {
    List<Integer> numbers = IntStream.range(0, 10).boxed().toList();

    assertThat(EvenSample.of(numbers, 20)).isEqualTo(numbers);
    assertThat(EvenSample.of(numbers, 10)).isEqualTo(numbers);
    assertThat(EvenSample.of(numbers, 5)).containsExactly(0, 2, 4, 6, 8);
    assertThat(EvenSample.of(numbers, 3)).hasSize(3).startsWith(0);
    assertThat(EvenSample.of(numbers, 1)).containsExactly(0);
    assertThat(EvenSample.of(List.of(), 3)).isEmpty();
  }
}
