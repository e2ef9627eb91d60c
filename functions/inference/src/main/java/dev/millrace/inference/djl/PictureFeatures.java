package dev.millrace.inference.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.millrace.inference.core.image.Frame;
import dev.millrace.inference.core.image.Picture;
import java.nio.file.Path;

/// A network that gives numbers which tell pictures apart, for a last layer to be fitted to.
public final class PictureFeatures {
  private final TorchModel model;
  private final Normalization normalization;
  private final Frame frame;

  private PictureFeatures(TorchModel model, ClassifierBundle describedBy) {
    this.model = model;
    this.normalization = describedBy.normalization();
    this.frame = describedBy.description().frame();
  }

  /// {@return the network in a folder's `model.pt`}
  ///
  /// @param describedBy the bundle of a classifier that takes pictures the same way
  public static PictureFeatures load(Path folder, Path describedBy) {
    return new PictureFeatures(TorchModel.load(folder), ClassifierBundle.in(describedBy));
  }

  /// {@return what it looks at}
  public Frame frame() {
    return frame;
  }

  /// {@return the numbers of a picture}
  public float[] of(Picture picture) {
    float[] input = normalization.apply(picture.pixels());
    Shape shape = new Shape(normalization.shape(frame.size()));
    return model.run(manager -> new NDList(manager.create(input, shape)));
  }
}
