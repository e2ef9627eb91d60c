package dev.millrace.inference.core;

class WordEmbedderTest extends TextEmbedderContract {
  @Override
  protected TextEmbedder embedder() {
    return new WordEmbedder();
  }
}
