package dev.millrace.inference.core.model;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Embeds many texts in batches of like length, since a batch costs as much as its longest text.
public final class Embeddings {
  private static final int BATCH = 16;

  private final TextEmbedder embedder;

  public Embeddings(TextEmbedder embedder) {
    this.embedder = embedder;
  }

  /// {@return the vectors of the texts, in their order}
  ///
  /// @param done told after each batch how many texts are done
  public float[][] of(List<String> texts, IntConsumer done) {
    List<Integer> byLength =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt(index -> texts.get(index).length()))
            .toList();
    float[][] vectors = new float[texts.size()][];
    for (int start = 0; start < byLength.size(); start += BATCH) {
      List<Integer> batch = byLength.subList(start, Math.min(start + BATCH, byLength.size()));
      float[][] embedded = embedder.embed(batch.stream().map(texts::get).toList());
      for (int i = 0; i < batch.size(); i++) {
        vectors[batch.get(i)] = embedded[i];
      }
      done.accept(start + batch.size());
    }
    return vectors;
  }

  /// {@return the vectors of the texts, in their order}
  public float[][] of(List<String> texts) {
    return of(texts, done -> {});
  }
}
