package dev.millrace.extraction.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class CleanTextTest {
  @Test
  void cleanTextStaysTheSame() {
    String text = "plain, \u00E9, \uD83D\uDE00";

    assertThat(CleanText.of(text)).isSameAs(text);
  }

  @Test
  void halvesOfCharactersAreReplaced() {
    assertThat(CleanText.of("\uDE00a\uD83Db\uD83D\uDE00c\uD83D"))
        .isEqualTo("\uFFFDa\uFFFDb\uD83D\uDE00c\uFFFD");
  }

  @Test
  void nulsAreReplaced() {
    assertThat(CleanText.of("a\0b\0")).isEqualTo("a\uFFFDb\uFFFD");
  }

  @ParameterizedTest
  @Seeds
  void whateverComesOutSurvivesUtf8(long seed) {
    String clean = CleanText.of(randomUnits(new Random(seed)));

    assertThat(new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(clean)
        .doesNotContain("\0");
  }

  private static String randomUnits(Random random) {
    StringBuilder units = new StringBuilder();
    for (int i = random.nextInt(50); i > 0; i--) {
      units.append(
          (char)
              switch (random.nextInt(4)) {
                case 0 -> 0xD800 + random.nextInt(0x400);
                case 1 -> 0xDC00 + random.nextInt(0x400);
                case 2 -> random.nextInt(3);
                default -> random.nextInt(0x10000);
              });
    }
    return units.toString();
  }
}
