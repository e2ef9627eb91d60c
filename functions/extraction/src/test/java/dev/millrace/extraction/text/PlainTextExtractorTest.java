package dev.millrace.extraction.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.CollectedPages;
import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.LocalSources;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.testing.Seeds;
import dev.millrace.upload.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class PlainTextExtractorTest {
  private static final int BLOCK_CHARS = 64 * 1024;

  private final CollectedPages pages = new CollectedPages();

  @TempDir private Path folder;

  @Test
  void aShortTextIsOnePage() throws IOException {
    assertThat(extract("The mill\nstands still.\n"))
        .isEqualTo(new Reading.Done(DocumentProperties.NONE));

    assertThat(pages.texts()).containsExactly("The mill\nstands still.");
    assertThat(pages.lastProgress()).isEqualTo(new Progress("bytes", 23, 23));
  }

  @Test
  void everyLineBreakBecomesALineFeed() throws IOException {
    extract("one\r\ntwo\rthree\n\r\n\rfour\r");

    assertThat(pages.texts()).containsExactly("one\ntwo\nthree\n\n\nfour");
  }

  @Test
  void whatIsNotUtf8IsWindows1252() throws IOException {
    extract("Stra\u00DFe".getBytes(ISO_8859_1));

    assertThat(pages.texts()).containsExactly("Stra\u00DFe");
  }

  @Test
  void aLongTextIsManyBlocksOfWholeLines() throws IOException {
    extract("a line\n".repeat(1201));

    assertThat(pages.texts())
        .extracting(text -> text.lines().count())
        .containsExactly(500L, 500L, 201L);
  }

  @Test
  void aLineLongerThanABlockIsTornBetweenCharacters() throws IOException {
    String mill = "\uD83C\uDFED";
    extract("x" + mill.repeat(BLOCK_CHARS / 2) + "y");

    assertThat(pages.texts()).hasSize(2);
    assertThat(pages.texts().getFirst()).hasSize(BLOCK_CHARS - 1).endsWith(mill);
    assertThat(pages.texts().getLast()).isEqualTo(mill + "y");
  }

  @ParameterizedTest
  @Seeds
  void theBlocksAreTheText(long seed) throws IOException {
    String text = randomLines(new Random(seed));

    extract(text);

    assertThat(String.join("\n", pages.texts()).stripTrailing()).isEqualTo(text.stripTrailing());
    assertThat(pages.texts()).allSatisfy(page -> assertThat(page).hasSizeLessThan(BLOCK_CHARS));
  }

  @Test
  void anEmptyTextHasNoPages() throws IOException {
    assertThat(extract("")).isEqualTo(new Reading.Done(DocumentProperties.NONE));
    assertThat(pages.pages()).isEmpty();
  }

  @Test
  void stopsWhenNoMoreIsWanted() throws IOException {
    CollectedPages two = new CollectedPages(2);
    Path file = Files.writeString(folder.resolve("long.txt"), "line\n".repeat(5000));

    new PlainTextExtractor(new Charsets(new ChardetGuess()))
        .extract(LocalSources.of(file), Position.START, two, anHour());

    assertThat(two.pages()).hasSize(2);
  }

  @Test
  void binaryIsCorrupt() throws IOException {
    assertThat(extract(new byte[] {'a', 0}))
        .isEqualTo(new Reading.Refused(Failure.CORRUPT, "holds a NUL"));
  }

  private Reading extract(String text) throws IOException {
    return extract(text.getBytes(UTF_8));
  }

  private Reading extract(byte[] text) throws IOException {
    return new PlainTextExtractor(new Charsets(new ChardetGuess()))
        .extract(
            LocalSources.of(Files.write(folder.resolve("text.txt"), text)),
            Position.START,
            pages,
            anHour());
  }

  private static String randomLines(Random random) {
    StringBuilder lines = new StringBuilder();
    for (int i = random.nextInt(1500); i > 0; i--) {
      lines.repeat('x', random.nextInt(10) == 0 ? random.nextInt(3000) : random.nextInt(9));
      lines.append('\n');
    }
    return lines.toString();
  }

  private static Deadline anHour() {
    return Deadline.in(Duration.ofHours(1), Clock.systemUTC());
  }
}
