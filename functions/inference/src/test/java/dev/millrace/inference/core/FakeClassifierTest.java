package dev.millrace.inference.core;

import dev.millrace.inference.core.image.ImageClassifier;
import dev.millrace.inference.core.image.ImageClassifierContract;

class FakeClassifierTest extends ImageClassifierContract {
  @Override
  protected ImageClassifier classifier() {
    return new FakeClassifier("1");
  }
}
