package dev.millrace.inference.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.millrace.inference.core.image.ClassifierDescription;
import dev.millrace.inference.core.image.ImageClassifier;
import dev.millrace.inference.core.image.Picture;
import dev.millrace.inference.core.model.ModelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// An image classifier from a model bundle.
public final class DjlImageClassifier implements ImageClassifier {
  private static final int GRAY = 0x808080;

  private final ClassifierBundle bundle;
  private final TorchModel model;

  private DjlImageClassifier(ClassifierBundle bundle) {
    this.bundle = bundle;
    this.model = TorchModel.load(bundle.folder());
  }

  /// {@return the classifier in that folder, which has looked at a first, gray picture}
  ///
  /// @throws BundleException if it is not what its description says
  public static DjlImageClassifier load(Path folder) {
    ClassifierBundle bundle = ClassifierBundle.in(folder);
    Bundles.verify(folder, bundle.description().sha256());
    DjlImageClassifier classifier = new DjlImageClassifier(bundle);
    classifier.warmUp();
    return classifier;
  }

  /// {@return what the classifier in that folder tells apart, without loading it}
  public static ClassifierDescription describe(Path folder) {
    return ClassifierBundle.in(folder).description();
  }

  @Override
  public ClassifierDescription description() {
    return bundle.description();
  }

  @Override
  public float[] probabilities(Picture picture) {
    float[] outputs = outputs(bundle.normalization().apply(picture.pixels()));
    return switch (bundle.output()) {
      case LOGITS -> softmax(outputs);
      case PROBABILITIES -> outputs;
    };
  }

  float[] outputs(float[] input) {
    Shape shape = new Shape(bundle.normalization().shape(description().frame().size()));
    return model.run(manager -> new NDList(manager.create(input, shape)));
  }

  /// The first call costs several times what others do; it also shows what the network gives.
  private void warmUp() {
    int size = description().frame().size();
    int[] gray = new int[size * size];
    Arrays.fill(gray, GRAY);
    int outputs;
    try {
      outputs = outputs(bundle.normalization().apply(gray)).length;
    } catch (ModelException e) {
      throw new BundleException(
          bundle.folder(), List.of("the network does not take a picture as input describes it"));
    }
    if (outputs != description().classes().size()) {
      throw new BundleException(
          bundle.folder(),
          List.of(
              "the network has %d outputs, but classes has %d entries"
                  .formatted(outputs, description().classes().size())));
    }
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
