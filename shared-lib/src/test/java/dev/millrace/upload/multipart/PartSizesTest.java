package dev.millrace.upload.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.upload.Multipart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartSizesTest {
  private static final long MEBIBYTE = 1L << 20;

  @ParameterizedTest
  @CsvSource({
    "1, 16, 1",
    "16777216, 16, 1",
    "16777217, 16, 2",
    "1073741824, 16, 64",
    "1073741825, 64, 17",
    "671088640000, 64, 10000",
    "671088640001, 65, 9847",
    "5497558138880, 525, 9987",
    "53687091200000, 5120, 10000",
  })
  void suitTheFile(long fileSize, long mebibytes, int count) {
    long partSize = PartSizes.suiting(fileSize);

    assertThat(partSize).isEqualTo(mebibytes * MEBIBYTE);
    assertThat(PartSizes.count(fileSize, partSize)).isEqualTo(count);
    assertThat(PartSizes.allowed(fileSize, partSize)).isTrue();
  }

  @Test
  void endWhereS3Does() {
    assertThat(PartSizes.LARGEST_FILE).isEqualTo(53_687_091_200_000L);
    assertThat(PartSizes.suiting(PartSizes.LARGEST_FILE)).isEqualTo(PartSizes.LARGEST);
    assertThat(PartSizes.allowed(1, PartSizes.SMALLEST - 1)).isFalse();
    assertThat(PartSizes.allowed(1, PartSizes.LARGEST + 1)).isFalse();
    assertThat(PartSizes.allowed(PartSizes.LARGEST_FILE + 1, PartSizes.LARGEST)).isFalse();
    assertThat(PartSizes.allowed(10_001 * PartSizes.SMALLEST, PartSizes.SMALLEST)).isFalse();
  }

  @Test
  void boundTheNumberOfPartsOfAFileOfUnknownSize() {
    assertThat(PartSizes.mostFor(1)).isEqualTo(1);
    assertThat(PartSizes.mostFor(PartSizes.SMALLEST + 1)).isEqualTo(2);
    assertThat(PartSizes.mostFor(PartSizes.LARGEST_FILE)).isEqualTo(10_000);
  }

  @Test
  void addUpToTheFile() {
    Multipart way = new Multipart("id", 4L, 3);

    assertThat(way.sizeOf(1, 10L)).isEqualTo(4);
    assertThat(way.sizeOf(3, 10L)).isEqualTo(2);
    assertThat(way.sizeOf(3, null)).isNull();
    assertThat(new Multipart("id", null, 3).sizeOf(1, 10L)).isNull();
  }
}
