package dev.millrace.inference.core.summary;

import dev.millrace.inference.core.model.Embeddings;
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

  /// {@return the sentences that a summary may be made of}
  ///
  /// @param passages the text in parts that do not share a sentence
  public static List<String> prose(List<String> passages) {
    return ProseFilter.keep(
        passages.stream().flatMap(p -> SentenceSplitter.split(p).stream()).toList());
  }

  /// {@return what the text says}
  ///
  /// @param passages the text in parts that do not share a sentence
  /// @param length how many sentences the summary shall have at most
  public TextInsight summarize(List<String> passages, int length) {
    List<String> sentences = EvenSample.of(prose(passages), maxSentences);
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
