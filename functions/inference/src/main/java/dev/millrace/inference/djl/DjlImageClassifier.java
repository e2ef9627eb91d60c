package dev.millrace.inference.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.millrace.inference.core.ClassifierDescription;
import dev.millrace.inference.core.ImageClassifier;
import dev.millrace.inference.core.Picture;
import java.nio.file.Path;

/// An image classifier from a model bundle.
public final class DjlImageClassifier implements ImageClassifier {
  private final TorchModel model;
  private final ClassifierDescription description;
  private final Normalization normalization;

  private DjlImageClassifier(ModelBundle bundle) {
    this.description = bundle.classifier();
    this.normalization = bundle.normalization();
    this.model = TorchModel.load(bundle.folder());
  }

  /// {@return the classifier in that folder}
  public static DjlImageClassifier load(Path folder) {
    return new DjlImageClassifier(ModelBundle.in(folder));
  }

  /// {@return what the classifier in that folder tells apart, without loading it}
  public static ClassifierDescription describe(Path folder) {
    return ModelBundle.in(folder).classifier();
  }

  @Override
  public ClassifierDescription description() {
    return description;
  }

  @Override
  public float[] probabilities(Picture picture) {
    return softmax(logits(normalization.apply(picture.pixels())));
  }

  float[] logits(float[] planes) {
    int size = description.frame().size();
    Shape shape = new Shape(1, 3, size, size);
    return model.run(manager -> new NDList(manager.create(planes, shape)));
  }

  private static float[] softmax(float[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    double[] powers = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      powers[i] = Math.exp(logits[i] - max);
      sum += powers[i];
    }
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) (powers[i] / sum);
    }
    return probabilities;
  }
}
