package dev.millrace.presign.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilenameTest {
  @ParameterizedTest
  @CsvSource({
    "report.pdf, report.pdf",
    "../../etc/passwd, passwd",
    "'C:\\Users\\me\\scan 7.pdf', scan 7.pdf",
    "'  a.txt ', a.txt",
    "Grüße 日本 🐟.csv, Grüße 日本 🐟.csv",
    ".profile, .profile",
    "a:b*c?.txt, a:b*c?.txt",
  })
  void keepsWhatPeopleSee(String name, String cleaned) {
    assertThat(Filename.cleaned(name)).isEqualTo(cleaned);
  }

  @Test
  void dropsWhatNobodySees() {
    assertThat(Filename.cleaned("a\u0000b\r\nc\u007f.pdf")).isEqualTo("abc.pdf");
    assertThat(Filename.cleaned("exe\u202efdp.txt")).isEqualTo("exefdp.txt");
    assertThat(Filename.cleaned("x\ud83d.txt")).isEqualTo("x.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "a/", "a/..", "\t\n", "\\"})
  void nothingIsLeftOfWhatNamesNoFile(String name) {
    assertThat(Filename.cleaned(name)).isEmpty();
  }

  @Test
  void aLongNameKeepsItsExtension() {
    assertThat(Filename.cleaned("n".repeat(300) + ".pdf"))
        .isEqualTo("n".repeat(251) + ".pdf")
        .hasSize(255);
    assertThat(Filename.cleaned("n".repeat(300))).isEqualTo("n".repeat(255));
    assertThat(Filename.cleaned("a." + "n".repeat(300))).hasSize(255);
    assertThat(Filename.cleaned("🐟".repeat(200) + ".pdf")).isEqualTo("🐟".repeat(125) + ".pdf");
  }

  @ParameterizedTest
  @Seeds
  void anyNameBecomesShortAndVisible(long seed) {
    Random random = new Random(seed);
    String name =
        random
            .ints(random.nextInt(600), 0, 0x11000)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    String cleaned = Filename.cleaned(name);

    assertThat(cleaned).hasSizeLessThanOrEqualTo(255).doesNotContain("/", "\\");
    assertThat(cleaned.chars()).noneMatch(Character::isISOControl);
    assertThat(Filename.cleaned(cleaned)).isEqualTo(cleaned);
  }
}
