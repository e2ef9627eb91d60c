package dev.millrace.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.inference.core.image.Classification;
import dev.millrace.inference.core.image.Frame;
import dev.millrace.inference.core.image.Picture;
import dev.millrace.upload.ResultPart.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Brings models of our own making, good ones and bad ones.
class OwnModelTest {
  private static final int CLASSES = 6;

  @TempDir Path folder;

  @BeforeAll
  static void loadEngine() {
    PyTorch.load(1769);
  }

  @Test
  void aModelWithItsOwnClassesIsUsedAsItIsDescribed() throws IOException {
    TinyEfficientNet.write(folder, CLASSES, false);

    DjlImageClassifier classifier = DjlImageClassifier.load(folder);
    Classification classification =
        Classification.of(classifier.probabilities(noise()), classifier.description(), noise());

    assertThat(classifier.description().model()).isEqualTo(new Model("waste", "3"));
    assertThat(classifier.description().frame())
        .isEqualTo(new Frame(TinyEfficientNet.SIZE, Frame.Fit.CROP));
    assertThat(classification.labels())
        .hasSize(5)
        .allSatisfy(label -> assertThat(label.description()).isNull());
    assertThat(classification.groups()).isEmpty();
  }

  /// Recorded from TensorFlow.js 4.22 with the same weights, in layers put together by hand.
  @Test
  void anotherRuntimeGivesTheSameOutputs() throws IOException {
    TinyEfficientNet.write(folder, CLASSES, false);
    float[] planes = new float[3 * TinyEfficientNet.SIZE * TinyEfficientNet.SIZE];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = ((long) i * 7919 % 255 - 127) / 128f;
    }

    assertThat(DjlImageClassifier.load(folder).outputs(planes))
        .containsExactly(
            new float[] {-4.1742f, -2.75867f, 2.50829f, -3.73697f, -4.04064f, 3.85252f},
            within(1e-4f));
  }

  @Test
  void theOrderOfAPicturesNumbersMakesNoDifference() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    TinyEfficientNet.write(folder, CLASSES, false);
    TinyEfficientNet.write(other, CLASSES, true);

    float[] channels = DjlImageClassifier.load(folder).probabilities(noise());
    float[] pixels = DjlImageClassifier.load(other).probabilities(noise());

    assertThat(pixels).containsExactly(channels, within(1e-5f));
  }

  @Test
  void anotherNetworkThanTheOneDescribedIsRefused() throws IOException {
    TinyEfficientNet.write(folder, CLASSES, false);
    Files.writeString(folder.resolve("model.pt"), "another");

    assertRefused("sha256 is ", ", but model.pt has ");
  }

  @Test
  void aWrongNumberOfClassesIsRefused() throws IOException {
    TinyEfficientNet.write(folder, CLASSES + 1, false);

    assertRefused("the network has 7 outputs, but classes has 6 entries");
  }

  @Test
  void aPictureThatTheNetworkCannotTakeIsRefused() throws IOException {
    Map<String, Object> metadata = TinyEfficientNet.write(folder, CLASSES, false);
    Map<String, Object> input = input(metadata);
    input.put("layout", "NHWC");
    TinyEfficientNet.describe(folder, metadata);

    assertRefused("the network does not take a picture as input describes it");
  }

  @Test
  void everythingThatIsWrongWithADescriptionIsNamed() throws IOException {
    Map<String, Object> metadata = TinyEfficientNet.write(folder, CLASSES, false);
    metadata.remove("name");
    metadata.remove("confidence");
    metadata.put("output", "vibes");
    metadata.put(
        "classes",
        List.of(
            Map.of("id", "glass", "name", "glass"),
            Map.of("id", "glass", "name", "", "group", "things")));
    Map<String, Object> input = input(metadata);
    input.put("height", 33);
    input.put("width", "wide");
    input.put("std", List.of(1, 1));
    input.remove("mean");
    TinyEfficientNet.describe(folder, metadata);

    assertRefused(
        "name is missing",
        "confidence is missing",
        "confidence.high is missing",
        "output is not one of [LOGITS, PROBABILITIES]",
        "input.width is no number",
        "input.std has 2 numbers, not 3",
        "input.mean is missing",
        "two classes have the id glass",
        "classes[1].name is no text",
        "class glass is in the group things, which groups lacks");
  }

  @Test
  void aFolderWithoutADescriptionOrANetworkIsRefused() throws IOException {
    assertRefused("there is no model_metadata.json");

    Files.writeString(folder.resolve("model_metadata.json"), "no JSON");
    assertRefused("model_metadata.json is not JSON");

    TinyEfficientNet.write(folder, CLASSES, false);
    Files.delete(folder.resolve("model.pt"));
    assertRefused("there is no model.pt");
  }

  private void assertRefused(String... problems) {
    assertThatThrownBy(() -> DjlImageClassifier.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll(problems);
  }

  @SuppressWarnings("unchecked") // written so above
  private static Map<String, Object> input(Map<String, Object> metadata) {
    return (Map<String, Object>) Objects.requireNonNull(metadata.get("input"));
  }

  private static Picture noise() {
    int size = TinyEfficientNet.SIZE;
    return new Picture(640, 480, new Random(3).ints((long) size * size, 0, 0x1000000).toArray());
  }
}
