package dev.millrace.inference.core;

import dev.millrace.inference.core.image.ClassifierDescription;
import dev.millrace.inference.core.image.Frame;
import dev.millrace.inference.core.image.ImageClass;
import dev.millrace.inference.core.image.ImageClassifier;
import dev.millrace.inference.core.image.Picture;
import dev.millrace.inference.core.model.ModelException;
import dev.millrace.upload.ResultPart.Model;
import java.util.List;

/// Takes every picture for the same, or fails.
public final class FakeClassifier implements ImageClassifier {
  private final String version;
  private boolean broken;

  FakeClassifier(String version) {
    this.version = version;
  }

  /// From now on the model gives no answer.
  void breakDown() {
    broken = true;
  }

  @Override
  public ClassifierDescription description() {
    return new ClassifierDescription(
        new Model("pets", version),
        "none",
        new Frame(8, Frame.Fit.SQUASH),
        0.5,
        0.3,
        List.of("animal", "plant"),
        List.of(
            new ImageClass("n1", "cat", "a cat", "animal"),
            new ImageClass("n2", "fern", "a fern", "plant")));
  }

  @Override
  public float[] probabilities(Picture picture) {
    if (broken) {
      throw new ModelException("broken", new IllegalStateException());
    }
    return new float[] {0.8f, 0.2f};
  }
}
