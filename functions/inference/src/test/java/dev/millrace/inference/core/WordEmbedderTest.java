package dev.millrace.inference.core;

import dev.millrace.inference.core.model.TextEmbedder;
import dev.millrace.inference.core.model.TextEmbedderContract;

class WordEmbedderTest extends TextEmbedderContract {
  @Override
  protected TextEmbedder embedder() {
    return new WordEmbedder();
  }
}
