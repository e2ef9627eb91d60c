package dev.millrace.inference.core;

import dev.millrace.flag.Flag;
import java.time.Duration;

/// How much of a document is looked at.
///
/// @param maxEmbeddings of a document with more chunks so many are embedded, evenly spread
/// @param maxSentences likewise so many sentences are looked at for a summary
public record TextLimits(int maxEmbeddings, int maxSentences) {
  /// How long models may work on one document.
  public static final Flag<Duration> MAX_TIME =
      Flag.duration("inference.text.max-time", Duration.ofSeconds(150));

  /// How many sentences the summary of an upload has at most.
  public static final Flag<Long> SUMMARY_SENTENCES = Flag.integer("summary.sentences", 5, 1, 20);
}
