package dev.millrace.inference.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.EventData.ImageLabel;
import dev.millrace.upload.ResultPart.Group;
import dev.millrace.upload.ResultPart.Model;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassificationTest {
  private static final ClassifierDescription PETS =
      new ClassifierDescription(
          new Model("pets", "1"),
          "none",
          new Frame(8, Frame.Fit.SQUASH),
          0.5,
          0.3,
          List.of("animal", "plant"),
          List.of(
              new ImageClass("n1", "crane", "crane, a bird", "animal"),
              new ImageClass("n2", "fern", "fern", "plant"),
              new ImageClass("n3", "crane", "crane, another", "animal")));

  private static final Picture SHARP = checkers(640, 0, 255);

  @Test
  void labelsComeBestFirstAndGroupsAreSums() {
    Classification classification =
        Classification.of(new float[] {0.25f, 0.35f, 0.4f}, PETS, SHARP);

    assertThat(classification.labels())
        .containsExactly(
            new ImageLabel("n3", "crane", 0.4, "crane, another"),
            new ImageLabel("n2", "fern", 0.35, "fern"),
            new ImageLabel("n1", "crane", 0.25, "crane, a bird"));
    assertThat(classification.groups())
        .containsExactly(new Group("animal", 0.65), new Group("plant", 0.35));
  }

  @ParameterizedTest
  @CsvSource({"0.9, HIGH", "0.5, HIGH", "0.4999, MEDIUM", "0.3, MEDIUM", "0.2999, LOW"})
  void theBestProbabilityDecidesHowFarToTrust(double best, Confidence confidence) {
    assertThat(Confidence.of(best, PETS)).isEqualTo(confidence);
  }

  @Test
  void onlyLowConfidenceAsksForAnotherPicture() {
    float[] unsure = {0.1f, 0.1f, 0.1f};
    assertThat(Classification.of(unsure, PETS, SHARP).retakeMessage())
        .startsWith("It is not clear what the picture shows.");
    assertThat(Classification.of(new float[] {0.4f, 0.3f, 0.3f}, PETS, SHARP).retakeMessage())
        .isNull();
    assertThat(Classification.of(unsure, PETS, checkers(640, 0, 20)).retakeMessage())
        .startsWith("The picture is too dark.");
  }

  @Test
  void aFlawIsOnlyToldWhenItIsMeasured() {
    assertThat(PictureFlaw.of(SHARP)).isEmpty();
    assertThat(PictureFlaw.of(checkers(63, 0, 255))).contains(PictureFlaw.TOO_SMALL);
    assertThat(PictureFlaw.of(checkers(640, 0, 20))).contains(PictureFlaw.TOO_DARK);
    assertThat(PictureFlaw.of(checkers(640, 128, 128))).contains(PictureFlaw.BLURRED);
  }

  /// A picture of 8 × 8 pixels, dark and light by turns.
  private static Picture checkers(int originalSize, int dark, int light) {
    int[] pixels = new int[64];
    for (int i = 0; i < 64; i++) {
      pixels[i] = ((i + i / 8) % 2 == 0 ? dark : light) * 0x010101;
    }
    return new Picture(originalSize, originalSize, pixels);
  }

  @Test
  void withoutAnAnswerTheFallbackIsTold() {
    Classification classification = Classification.unavailable();

    assertThat(classification.labels())
        .containsExactly(
            new ImageLabel(
                "error", "Inference Error", 0, "The model could not look at the picture."));
    assertThat(classification.confidence()).isEqualTo(Confidence.LOW);
    assertThat(classification.retakeMessage())
        .isEqualTo("Unable to analyze image due to technical error.");
  }
}
