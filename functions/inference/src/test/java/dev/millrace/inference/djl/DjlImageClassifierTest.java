package dev.millrace.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.inference.core.image.Classification;
import dev.millrace.inference.core.image.Confidence;
import dev.millrace.inference.core.image.ImageClassifier;
import dev.millrace.inference.core.image.ImageClassifierContract;
import dev.millrace.inference.core.image.Picture;
import dev.millrace.inference.core.image.PictureReader.Reading;
import dev.millrace.inference.core.model.ModelException;
import dev.millrace.inference.image.DecodeLimits;
import dev.millrace.inference.image.ImageIoPictureReader;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DjlImageClassifierTest extends ImageClassifierContract {
  private final DjlImageClassifier classifier = Models.CLASSIFIER;

  @Override
  protected ImageClassifier classifier() {
    return classifier;
  }

  /// The reference is the original network in Python with 64-bit floats.
  @Test
  void aSyntheticPictureGivesTheReferenceLogits() {
    float[] planes = new float[3 * 224 * 224];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = ((long) i * 7919 % 255 - 127) / 128f;
    }

    float[] logits = classifier.outputs(planes);

    assertThat(logits).hasSize(1000);
    assertThat(logits[905]).isCloseTo(5.2580f, within(1e-3f));
    double sum = 0;
    double squares = 0;
    for (float logit : logits) {
      assertThat(logit).isLessThanOrEqualTo(logits[905]);
      sum += logit;
      squares += logit * logit;
    }
    assertThat(sum).isCloseTo(-57.9658, within(1e-2));
    assertThat(squares).isCloseTo(1154.965, within(1e-1));
  }

  @Test
  void theDemoPhotoIsAnEgyptianCat() throws IOException {
    Picture picture = picture(Files.readAllBytes(Models.photo()));

    Classification classification = classify(picture);

    assertThat(picture.originalWidth()).isEqualTo(451);
    assertThat(picture.originalHeight()).isEqualTo(300);
    assertThat(classification.labels().getFirst().id()).isEqualTo("n02124075");
    assertThat(classification.labels().getFirst().name()).isEqualTo("Egyptian Mau");
    assertThat(classification.labels().getFirst().description()).endsWith(".");
    assertThat(classification.labels().getFirst().probability()).isCloseTo(0.78, within(0.05));
    assertThat(classification.labels().get(1).name()).isEqualTo("tiger cat");
    assertThat(classification.confidence()).isEqualTo(Confidence.HIGH);
    assertThat(classification.retakeMessage()).isNull();
    assertThat(classification.groups().getFirst().name()).isEqualTo("animal");
  }

  /// What the original network in Python says of the same photos (of the astronaut, of whom there
  /// is no class, it does not know).
  @ParameterizedTest
  @CsvSource({
    "coffee.png, espresso, food, HIGH",
    "motorcycle_left.png, moped, vehicle, MEDIUM",
    "astronaut.png, bobsleigh, object, LOW"
  })
  void realPhotosGetTheExpectedLabels(
      String photo, String label, String group, Confidence confidence) throws IOException {
    Classification classification = classify(picture(Files.readAllBytes(Models.photo(photo))));

    assertThat(classification.labels().getFirst().name()).isEqualTo(label);
    assertThat(classification.groups().getFirst().name()).isEqualTo(group);
    assertThat(classification.confidence()).isEqualTo(confidence);
  }

  @Test
  void aSharpPhotoOfSomethingUnknownIsNotCalledBad() throws IOException {
    byte[] astronaut = Files.readAllBytes(Models.photo("astronaut.png"));

    assertThat(classify(picture(astronaut)).retakeMessage()).startsWith("It is not clear");
  }

  @ParameterizedTest
  @CsvSource({
    "coffee.png, 40, 1, The picture is blurred.",
    "chelsea.png, 20, 1, The picture is blurred.",
    "coffee.png, 1, 0.01, The picture is too dark."
  })
  void aSpoiledPhotoIsToBeTakenAgain(String photo, int blur, double brightness, String advice)
      throws IOException {
    Path file = photo.equals("chelsea.png") ? Models.photo() : Models.photo(photo);

    Classification classification = classify(picture(spoiled(file, blur, brightness)));

    assertThat(classification.confidence()).isEqualTo(Confidence.LOW);
    assertThat(classification.retakeMessage()).startsWith(advice);
  }

  private Classification classify(Picture picture) {
    return Classification.of(classifier.probabilities(picture), classifier.description(), picture);
  }

  private Picture picture(byte[] file) {
    Reading reading =
        new ImageIoPictureReader(DecodeLimits.DEFAULT, Clock.systemUTC())
            .read(file, classifier.description().frame());
    assertThat(reading).isInstanceOf(Reading.Decoded.class);
    return ((Reading.Decoded) reading).picture();
  }

  /// @param blur by how much the photo is made smaller and larger again
  private static byte[] spoiled(Path file, int blur, double brightness) throws IOException {
    BufferedImage photo = ImageIO.read(file.toFile());
    BufferedImage small = redrawn(photo, photo.getWidth() / blur, photo.getHeight() / blur);
    BufferedImage spoiled = redrawn(small, photo.getWidth(), photo.getHeight());
    new RescaleOp((float) brightness, 0, null).filter(spoiled, spoiled);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(spoiled, "png", bytes);
    return bytes.toByteArray();
  }

  private static BufferedImage redrawn(BufferedImage picture, int width, int height) {
    BufferedImage redrawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = redrawn.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return redrawn;
  }

  @Test
  void theDescriptionComesFromTheBundle() {
    assertThat(DjlImageClassifier.describe(Models.CLASSIFIER_FOLDER))
        .isEqualTo(classifier.description());
    assertThat(classifier.description().model().name()).isEqualTo("efficientnet-lite0");
    assertThat(classifier.description().classes()).hasSize(1000);
    assertThat(classifier.description().groups()).hasSize(6);
  }

  @Test
  void anInputOfTheWrongSizeIsAModelException() {
    assertThatThrownBy(() -> classifier.outputs(new float[3]))
        .isInstanceOf(ModelException.class)
        .hasMessage("the model gave no answer");
  }

  @Test
  void aFileThatIsNoModelIsRefused(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("model.pt"), "not a model");

    assertThatThrownBy(() -> TorchModel.load(folder)).isInstanceOf(RuntimeException.class);
  }
}
