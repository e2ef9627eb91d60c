package dev.millrace.inference.core.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// An embedder that stops answering when its time is up.
public final class TimedEmbedder implements TextEmbedder {
  private final TextEmbedder embedder;
  private final Clock clock;
  private final Instant end;

  public TimedEmbedder(TextEmbedder embedder, Duration limit, Clock clock) {
    this.embedder = embedder;
    this.clock = clock;
    this.end = clock.instant().plus(limit);
  }

  @Override
  public EmbedderDescription description() {
    return embedder.description();
  }

  /// @throws OutOfTimeException if the time is up
  @Override
  public float[][] embed(List<String> texts) {
    if (clock.instant().isAfter(end)) {
      throw new OutOfTimeException();
    }
    return embedder.embed(texts);
  }

  /// Work took longer than it may.
  public static final class OutOfTimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
