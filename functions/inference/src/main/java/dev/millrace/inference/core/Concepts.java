package dev.millrace.inference.core;

import dev.millrace.inference.core.Phrases.Phrase;
import dev.millrace.upload.ResultPart.Concept;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the words and phrases that a text is about: those near its meaning as a whole that it also
/// repeats. Longer phrases tell more and count a little more.
final class Concepts {
  private static final int CANDIDATES = 300;
  private static final int CONCEPTS = 10;
  private static final double MANY_WORDS_BONUS = 1.25;

  private final Embeddings embeddings;

  Concepts(Embeddings embeddings) {
    this.embeddings = embeddings;
  }

  /// {@return the concepts of a text, best first}
  ///
  /// @param sentenceEmbeddings those of the sentences
  List<Concept> find(List<String> sentences, float[][] sentenceEmbeddings) {
    List<Phrase> phrases = Phrases.of(sentences, CANDIDATES);
    float[][] vectors = embeddings.of(phrases.stream().map(Phrase::text).toList());
    float[] meaning = Vectors.centroid(sentenceEmbeddings);
    List<Concept> best =
        IntStream.range(0, phrases.size())
            .mapToObj(i -> concept(phrases.get(i), Vectors.product(vectors[i], meaning)))
            .sorted(Comparator.comparingDouble(concept -> -concept.score()))
            .toList();
    return withoutRepetition(best);
  }

  private static Concept concept(Phrase phrase, double nearness) {
    double score =
        nearness * Math.log1p(phrase.count()) * (phrase.manyWords() ? MANY_WORDS_BONUS : 1);
    return new Concept(phrase.text(), Math.round(score * 1e4) / 1e4);
  }

  /// A phrase that contains a better one, or is contained in it, says nothing new.
  private static List<Concept> withoutRepetition(List<Concept> concepts) {
    List<Concept> kept = new ArrayList<>();
    for (Concept concept : concepts) {
      if (kept.size() < CONCEPTS
          && kept.stream().noneMatch(other -> repeats(concept.name(), other.name()))) {
        kept.add(concept);
      }
    }
    return kept;
  }

  private static boolean repeats(String a, String b) {
    return (" " + a + " ").contains(" " + b + " ") || (" " + b + " ").contains(" " + a + " ");
  }
}
