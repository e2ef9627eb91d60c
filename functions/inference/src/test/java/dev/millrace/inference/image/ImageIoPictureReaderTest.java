package dev.millrace.inference.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.inference.core.image.Frame;
import dev.millrace.inference.core.image.Picture;
import dev.millrace.inference.core.image.PictureReader.Reading;
import dev.millrace.testing.MovableClock;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIoPictureReaderTest {
  private static final int SIZE = 8;
  private final MovableClock clock = MovableClock.inTheNewYear();

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void aPictureIsBroughtToTheSize(String format) throws IOException {
    Picture picture = decoded(file(halves(400, 200), format));

    assertThat(picture.originalWidth()).isEqualTo(400);
    assertThat(picture.originalHeight()).isEqualTo(200);
    assertThat(picture.pixels()).hasSize(SIZE * SIZE);
    assertNear(picture.pixels()[0], Color.RED);
    assertNear(picture.pixels()[SIZE - 1], Color.BLUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gif-animated", "jpeg-cmyk", "jpeg-progressive", "webp-lossless", "webp-lossy"})
  void otherFormatsAreReadToo(String format) throws IOException {
    Picture picture = decoded(halves(format));

    assertThat(picture.originalWidth()).isEqualTo(32);
    assertThat(picture.originalHeight()).isEqualTo(16);
    assertNear(picture.pixels()[0], Color.RED);
    assertNear(picture.pixels()[SIZE - 1], Color.BLUE);
  }

  @Test
  void aFrameMayWantTheMiddleOrBars() throws IOException {
    byte[] wide = file(halves(400, 100), "png");

    int[] middle = decoded(wide, Frame.Fit.CROP).pixels();
    assertNear(middle[0], Color.RED);
    assertNear(middle[SIZE / 2], Color.BLUE);
    int[] barred = decoded(wide, Frame.Fit.PAD).pixels();
    assertThat(barred[0]).isEqualTo(0x7f7f7f);
    assertThat(barred[SIZE * SIZE - 1]).isEqualTo(0x7f7f7f);
    assertNear(barred[SIZE / 2 * SIZE], Color.RED);
    assertNear(barred[SIZE / 2 * SIZE + SIZE - 1], Color.BLUE);
  }

  @Test
  void aSmallPictureIsEnlarged() throws IOException {
    Picture picture = decoded(file(halves(4, 2), "png"));

    assertNear(picture.pixels()[0], Color.RED);
    assertNear(picture.pixels()[SIZE - 1], Color.BLUE);
  }

  @Test
  void pixelsThatLieOnABorderCountInPart() throws IOException {
    BufferedImage stripes = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 12; y++) {
      for (int x = 0; x < 12; x += 3) {
        stripes.setRGB(x, y, 0xffffff);
      }
    }

    int[] row = Arrays.copyOf(decoded(file(stripes, "png")).pixels(), 4);

    assertThat(Arrays.stream(row).map(pixel -> pixel & 0xff)).containsExactly(170, 0, 170, 0);
  }

  @Test
  void transparencyIsWhite() throws IOException {
    BufferedImage clear = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);

    assertThat(decoded(file(clear, "png")).pixels()).containsOnly(0xffffff);
  }

  @ParameterizedTest
  @CsvSource({"10, 100", "11, 25700"})
  void grayValuesStayAsTheyAre(int type, int sample) throws IOException {
    BufferedImage gray = new BufferedImage(20, 20, type);
    gray.getRaster().setSamples(0, 0, 20, 20, 0, filled(400, sample));

    assertThat(decoded(file(gray, "png")).pixels()).containsOnly(0x646464);
  }

  @Test
  void aSidewaysPhotoIsTurned() throws IOException {
    Picture picture = decoded(withOrientation(file(halves(400, 200), "jpeg"), 6));

    assertThat(picture.originalWidth()).isEqualTo(200);
    assertThat(picture.originalHeight()).isEqualTo(400);
    assertNear(picture.pixels()[SIZE - 1], Color.RED);
    assertNear(picture.pixels()[SIZE * SIZE - 1], Color.BLUE);
  }

  @Test
  void aPictureOfTooManyPixelsIsRefusedBeforeItIsDecoded() {
    assertThat(refusal(pngHeader(50_000, 50_000))).isEqualTo("image_too_large");
  }

  @Test
  void aPictureThatItsDecoderHoldsAsAWholeMayBeLessLarge() throws IOException {
    DecodeLimits limits = new DecodeLimits(1000, 500, 32, Duration.ofSeconds(20));

    assertThat(refusal(halves("webp-lossy"), limits)).isEqualTo("image_too_large");
    assertThat(refusal(halves("jpeg-progressive"), limits)).isEqualTo("none");
  }

  @Test
  void aPictureOfEndlessScansIsRefused() throws IOException {
    DecodeLimits limits = new DecodeLimits(1000, 1000, 2, Duration.ofSeconds(20));

    assertThat(refusal(halves("jpeg-progressive"), limits)).isEqualTo("image_too_slow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void aPictureThatTakesTooLongIsGivenUp(String format) throws IOException {
    DecodeLimits limits = new DecodeLimits(1_000_000, 1_000_000, 32, Duration.ofNanos(-1));

    assertThat(refusal(file(noise(), format), limits)).isEqualTo("image_too_slow");
  }

  @Test
  void aZipBehindAPictureDoesNoHarm() throws IOException {
    byte[] picture = file(noise(), "png");
    byte[] both = Arrays.copyOf(picture, picture.length + 4);
    both[picture.length] = 'P';
    both[picture.length + 1] = 'K';

    assertThat(refusal(both)).isEqualTo("none");
    assertThat(refusal("PK\3\4".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("image_unsupported");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void aPictureThatIsCutOffIsCorrupt(String format) throws IOException {
    byte[] whole = file(noise(), format);

    assertThat(refusal(Arrays.copyOf(whole, whole.length / 2))).isEqualTo("image_corrupt");
  }

  @Test
  void aDamagedPictureIsCorrupt() throws IOException {
    byte[] damaged = file(noise(), "png");
    Arrays.fill(damaged, 100, damaged.length - 20, (byte) 0);

    assertThat(refusal(damaged)).isEqualTo("image_corrupt");
    assertThat(refusal(pngHeader(0, 5))).isEqualTo("image_corrupt");
  }

  @Test
  void anotherFormatIsRefused() {
    assertThat(refusal("hello".getBytes(StandardCharsets.UTF_8))).isEqualTo("image_unsupported");
    assertThat(refusal(new byte[0])).isEqualTo("image_unsupported");
  }

  private Picture decoded(byte[] file) {
    return decoded(file, Frame.Fit.SQUASH);
  }

  private Picture decoded(byte[] file, Frame.Fit fit) {
    Reading reading =
        new ImageIoPictureReader(DecodeLimits.DEFAULT, clock).read(file, new Frame(SIZE, fit));
    assertThat(reading).isInstanceOf(Reading.Decoded.class);
    return ((Reading.Decoded) reading).picture();
  }

  private String refusal(byte[] file) {
    return refusal(file, DecodeLimits.DEFAULT);
  }

  private String refusal(byte[] file, DecodeLimits limits) {
    return new ImageIoPictureReader(limits, clock).read(file, new Frame(SIZE, Frame.Fit.SQUASH))
            instanceof Reading.Refused refused
        ? refused.reason().code()
        : "none";
  }

  private static byte[] halves(String format) throws IOException {
    Properties files = new Properties();
    try (InputStream in =
        Objects.requireNonNull(
            ImageIoPictureReaderTest.class.getResourceAsStream("halves.properties"))) {
      files.load(in);
    }
    return Base64.getDecoder().decode(files.getProperty(format));
  }

  private static void assertNear(int pixel, Color expected) {
    Color actual = new Color(pixel);
    assertThat(Math.abs(actual.getRed() - expected.getRed())).isLessThan(40);
    assertThat(Math.abs(actual.getBlue() - expected.getBlue())).isLessThan(40);
  }

  /// Red on the left, blue on the right.
  private static BufferedImage halves(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(width / 2, 0, width / 2, height);
    graphics.dispose();
    return picture;
  }

  private static BufferedImage noise() {
    BufferedImage picture = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 200 * 200; i++) {
      picture.setRGB(i % 200, i / 200, i * 7919);
    }
    return picture;
  }

  private static int[] filled(int length, int value) {
    int[] values = new int[length];
    Arrays.fill(values, value);
    return values;
  }

  private static byte[] file(BufferedImage picture, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, format, out);
    return out.toByteArray();
  }

  /// The start of a PNG file that claims a size.
  private static byte[] pngHeader(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(33);
    header.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}).putInt(13);
    header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 checksum = new CRC32();
    checksum.update(header.array(), 12, 17);
    return header.putInt((int) checksum.getValue()).array();
  }

  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    byte[] exif =
        "Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + exif.length + 11);
    file.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (exif.length + 9));
    file.put(exif).put((byte) orientation).put(new byte[6]);
    return file.put(jpeg, 2, jpeg.length - 2).array();
  }
}
