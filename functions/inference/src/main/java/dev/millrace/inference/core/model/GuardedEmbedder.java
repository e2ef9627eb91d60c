package dev.millrace.inference.core.model;

import java.util.List;

/// An embedder that is left alone for a while when it keeps failing.
public final class GuardedEmbedder implements TextEmbedder {
  private final TextEmbedder embedder;
  private final CircuitBreaker breaker;

  public GuardedEmbedder(TextEmbedder embedder, CircuitBreaker breaker) {
    this.embedder = embedder;
    this.breaker = breaker;
  }

  @Override
  public EmbedderDescription description() {
    return embedder.description();
  }

  @Override
  public float[][] embed(List<String> texts) {
    return breaker.call(() -> embedder.embed(texts));
  }
}
