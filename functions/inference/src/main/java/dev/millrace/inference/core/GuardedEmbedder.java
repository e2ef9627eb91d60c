package dev.millrace.inference.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// An embedder that is left in peace for a while after it has failed several times in a row; then
/// one call tries it again.
public final class GuardedEmbedder implements TextEmbedder {
  private final TextEmbedder embedder;
  private final int maxFailures;
  private final Duration pause;
  private final Clock clock;
  private int failures;
  private Instant closedUntil = Instant.MIN;

  /// @param maxFailures in a row, after which it is left in peace
  public GuardedEmbedder(TextEmbedder embedder, int maxFailures, Duration pause, Clock clock) {
    this.embedder = embedder;
    this.maxFailures = maxFailures;
    this.pause = pause;
    this.clock = clock;
  }

  @Override
  public EmbedderDescription description() {
    return embedder.description();
  }

  @Override
  public float[][] embed(List<String> texts) {
    if (clock.instant().isBefore(closedUntil)) {
      throw new ModelException("the model has failed %d times in a row".formatted(failures));
    }
    try {
      float[][] vectors = embedder.embed(texts);
      failures = 0;
      return vectors;
    } catch (ModelException e) {
      failures++;
      if (failures >= maxFailures) {
        closedUntil = clock.instant().plus(pause);
      }
      throw e;
    }
  }
}
