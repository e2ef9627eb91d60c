package dev.millrace.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.inference.core.Classification;
import dev.millrace.inference.core.Confidence;
import dev.millrace.inference.core.ImageClassifier;
import dev.millrace.inference.core.ImageClassifierContract;
import dev.millrace.inference.core.ModelException;
import dev.millrace.inference.core.PictureReader.Reading;
import dev.millrace.inference.image.ImageIoPictureReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    float[] logits = classifier.logits(planes);

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
    Reading reading =
        new ImageIoPictureReader(classifier.description().width(), 60_000_000)
            .read(Files.readAllBytes(Models.photo()));

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Decoded.class,
            decoded -> {
              Classification classification =
                  Classification.of(
                      classifier.probabilities(decoded.picture()), classifier.description());
              assertThat(decoded.picture().originalWidth()).isEqualTo(451);
              assertThat(decoded.picture().originalHeight()).isEqualTo(300);
              assertThat(classification.labels().getFirst().id()).isEqualTo("n02124075");
              assertThat(classification.labels().getFirst().name()).isEqualTo("Egyptian Mau");
              assertThat(classification.labels().getFirst().description())
                  .isEqualTo("Egyptian cat");
              assertThat(classification.labels().getFirst().probability())
                  .isCloseTo(0.78, within(0.05));
              assertThat(classification.confidence()).isEqualTo(Confidence.HIGH);
              assertThat(classification.retakeMessage()).isNull();
              assertThat(classification.groups().getFirst().name()).isEqualTo("animal");
            });
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
    assertThatThrownBy(() -> classifier.logits(new float[3]))
        .isInstanceOf(ModelException.class)
        .hasMessage("the model gave no answer");
  }

  @Test
  void aFileThatIsNoModelIsRefused(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("model.pt"), "not a model");

    assertThatThrownBy(() -> TorchModel.load(folder)).isInstanceOf(RuntimeException.class);
  }
}
