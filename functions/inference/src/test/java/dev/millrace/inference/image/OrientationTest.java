package dev.millrace.inference.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

  /// Each shows the same letters, `ab` over `cd`, once they are put right.
  @ParameterizedTest
  @CsvSource({
    "UPRIGHT, abcd",
    "MIRRORED, badc",
    "HALF_TURN, dcba",
    "MIRRORED_HALF_TURN, cdab",
    "MIRRORED_THREE_QUARTERS, acbd",
    "QUARTER, bdac",
    "MIRRORED_QUARTER, dbca",
    "THREE_QUARTERS, cadb"
  })
  void aPictureIsPutRight(Orientation orientation, String stored) {
    int[] pixels = orientation.apply(stored.chars().toArray(), 2);

    assertThat(new String(pixels, 0, 4)).isEqualTo("abcd");
  }

  @Test
  void aFileThatTellsNothingIsUpright() {
    assertThat(Orientation.of(new byte[0])).isEqualTo(Orientation.UPRIGHT);
    assertThat(Orientation.of(latin1("GIF89a"))).isEqualTo(Orientation.UPRIGHT);
    assertThat(Orientation.of(latin1("\u00ff\u00d8\u00ff\u00da\0\2")))
        .isEqualTo(Orientation.UPRIGHT);
  }

  @Test
  void littleEndianExifBehindAnotherSegmentIsRead() {
    String other = "\u00ff\u00e0\0\4ab";
    String exif = "\u00ff\u00e1\0\42Exif\0\0II*\0\10\0\0\0\1\0\22\1\3\0\1\0\0\0\3\0\0\0\0\0\0\0";

    assertThat(Orientation.of(latin1("\u00ff\u00d8" + other + exif)))
        .isEqualTo(Orientation.HALF_TURN);
    assertThat(Orientation.of(latin1("\u00ff\u00d8" + exif.replace("\0\0\0\3\0", "\0\0\0\11\0"))))
        .isEqualTo(Orientation.UPRIGHT);
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
