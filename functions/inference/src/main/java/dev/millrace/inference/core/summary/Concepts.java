package dev.millrace.inference.core.summary;

import dev.millrace.inference.core.model.Embeddings;
import dev.millrace.inference.core.model.Vectors;
import dev.millrace.inference.core.summary.Phrases.Phrase;
import dev.millrace.upload.ResultPart.Concept;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the words and phrases that a text is about: those near its meaning as a whole that it also
/// repeats. What is near counts for more than what is frequent; longer phrases tell more and count
/// a little more.
final class Concepts {
  private static final int CANDIDATES = 300;
  private static final int CONCEPTS = 10;
  private static final double MANY_WORDS_BONUS = 1.5;

  /// Of a phrase's occurrences, the share inside a longer phrase from which on the two are one.
  private static final double SAME = 0.5;

  /// From which count on a longer phrase may stand beside a better one that is a part of it.
  private static final int OFTEN = 3;

  private final Embeddings embeddings;

  Concepts(Embeddings embeddings) {
    this.embeddings = embeddings;
  }

  /// A phrase that may be a concept.
  private record Candidate(Phrase phrase, double score) {}

  /// {@return the concepts of a text, best first}
  ///
  /// @param sentenceEmbeddings those of the sentences
  List<Concept> find(List<String> sentences, float[][] sentenceEmbeddings) {
    List<Phrase> phrases = Phrases.of(sentences, CANDIDATES);
    float[][] vectors = embeddings.of(phrases.stream().map(Phrase::text).toList());
    float[] meaning = Vectors.centroid(sentenceEmbeddings);
    List<Candidate> best =
        IntStream.range(0, phrases.size())
            .mapToObj(i ->
                new Candidate(
                    phrases.get(i), score(phrases.get(i), Vectors.product(vectors[i], meaning))))
            .sorted(Comparator.comparingDouble(Candidate::score).reversed())
            .toList();
    return withoutRepetition(best).stream()
        .map(c -> new Concept(c.phrase().text(), Math.round(c.score() * 1e4) / 1e4))
        .toList();
  }

  private static double score(Phrase phrase, double nearness) {
    return Math.pow(nearness, 3)
        * Math.log1p(phrase.count())
        * (phrase.manyWords() ? MANY_WORDS_BONUS : 1);
  }

  private static List<Candidate> withoutRepetition(List<Candidate> candidates) {
    List<Candidate> kept = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (kept.size() < CONCEPTS
          && kept.stream().noneMatch(better -> repeats(candidate.phrase(), better.phrase()))) {
        kept.add(candidate);
      }
    }
    return kept;
  }

  /// {@return whether a phrase says nothing new beside a better one: it is a part of that one and
  /// mostly occurs there; or that one is a part of it, and this is rare or where it mostly occurs}
  private static boolean repeats(Phrase phrase, Phrase better) {
    if (phrase.within(better)) {
      return better.count() >= SAME * phrase.count();
    }
    return better.within(phrase)
        && (phrase.count() < OFTEN || phrase.count() >= SAME * better.count());
  }
}
