package dev.millrace.inference.core;

class FakeClassifierTest extends ImageClassifierContract {
  @Override
  protected ImageClassifier classifier() {
    return new FakeClassifier("1");
  }
}
