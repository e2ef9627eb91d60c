package dev.millrace.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.inference.core.image.Classification;
import dev.millrace.inference.core.image.Confidence;
import dev.millrace.inference.core.image.Picture;
import dev.millrace.inference.core.image.PictureReader.Reading;
import dev.millrace.inference.image.DecodeLimits;
import dev.millrace.inference.image.ImageIoPictureReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The classifiers of the build profile `extra-models`.
@EnabledIfEnvironmentVariable(named = "EXTRA_MODEL_DIR", matches = ".+")
class ExtraModelsTest {
  private static final float[] SAFETY = {
    0.177107f, 0.0575496f, 0.763309f, 0.000644448f, 0.00139076f
  };
  private static final Path FOLDER = Path.of(System.getenv().getOrDefault("EXTRA_MODEL_DIR", "."));

  @BeforeAll
  static void loadEngine() {
    PyTorch.load(1769);
  }

  /// What the package's own example pictures show (a sixth is a close call, which follows from how
  /// it is scaled).
  @ParameterizedTest
  @CsvSource({
    "meal_1.jpg, food, .73",
    "meal_2.jpg, food, .81",
    "report_1.jpg, document, .92",
    "other_1.jpg, other, .91",
    "other_2.jpg, other, .97"
  })
  void kindTellsWhatAPictureIs(String photo, String id, double probability) throws IOException {
    Classification classification =
        classify("kind", FOLDER.resolveSibling("extra-photos").resolve(photo));

    assertThat(classification.labels().getFirst().id()).isEqualTo(id);
    assertThat(classification.labels().getFirst().probability())
        .isCloseTo(probability, within(0.1));
  }

  /// The reference is TensorFlow.js 4.22 on the package's own model.
  @Test
  void safetyGivesTheReferenceProbabilities() {
    float[] planes = new float[3 * 224 * 224];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = (long) i * 7919 % 255 / 255f;
    }

    assertThat(DjlImageClassifier.load(FOLDER.resolve("safety")).outputs(planes))
        .containsExactly(SAFETY, within(1e-4f));
  }

  @ParameterizedTest
  @CsvSource({"chelsea.png", "coffee.png", "astronaut.png"})
  void whatEverybodyMaySeeIsSafe(String photo) throws IOException {
    Path file = photo.equals("chelsea.png") ? Models.photo() : Models.photo(photo);

    assertThat(classify("safety", file).labels().getFirst().id()).isIn("neutral", "drawing");
  }

  @ParameterizedTest
  @CsvSource({"chelsea.png, animal, HIGH", "coffee.png, food, HIGH"})
  void lite2KnowsTheSamePhotos(String photo, String group, Confidence confidence)
      throws IOException {
    Path file = photo.equals("chelsea.png") ? Models.photo() : Models.photo(photo);

    Classification classification = classify("efficientnet-lite2", file);

    assertThat(classification.groups().getFirst().name()).isEqualTo(group);
    assertThat(classification.confidence()).isEqualTo(confidence);
  }

  private static Classification classify(String model, Path photo) throws IOException {
    DjlImageClassifier classifier = DjlImageClassifier.load(FOLDER.resolve(model));
    Reading reading =
        new ImageIoPictureReader(DecodeLimits.DEFAULT, Clock.systemUTC())
            .read(Files.readAllBytes(photo), classifier.description().frame());
    Picture picture = ((Reading.Decoded) reading).picture();
    return Classification.of(classifier.probabilities(picture), classifier.description(), picture);
  }
}
