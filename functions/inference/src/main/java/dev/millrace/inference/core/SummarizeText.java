package dev.millrace.inference.core;

import java.util.List;

/// Finds the summary and the concepts of a text.
public final class SummarizeText {
  private final Embeddings embeddings;
  private final Concepts concepts;
  private final int maxSentences;

  /// @param maxSentences of a longer text so many are looked at, evenly spread
  public SummarizeText(Embeddings embeddings, int maxSentences) {
    this.embeddings = embeddings;
    this.concepts = new Concepts(embeddings);
    this.maxSentences = maxSentences;
  }

  /// {@return what the text says}
  ///
  /// @param passages the text in parts that do not share a sentence
  /// @param length how many sentences the summary shall have at most
  public TextInsight summarize(List<String> passages, int length) {
    List<String> all = passages.stream().flatMap(p -> SentenceSplitter.split(p).stream()).toList();
    List<String> sentences = EvenSample.of(ProseFilter.keep(all), maxSentences);
    if (sentences.isEmpty()) {
      return new TextInsight(null, List.of(), 0);
    }
    float[][] vectors = embeddings.of(sentences);
    return new TextInsight(
        Summarizer.summarize(sentences, vectors, length),
        concepts.find(sentences, vectors),
        sentences.size());
  }
}
