package dev.millrace.extraction.rtf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.extraction.core.Extracting;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.chunk.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtfExtractorTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\\rtf1 One\\par Two\\line three} | `One/ /Two/three`",
        "{\\rtf1 a\\{b\\}\\\\c\\~d\\_e} | `a{b}\\c\u00A0d-e`",
        "{\\rtf1\\ansicpg1251 \\'cc\\'e5\\'eb} | \u041C\u0435\u043B",
        "{\\rtf1{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset238 B;}}\\f1 \\'b9{\\f0 \\'b9}} | \u0105\u00B9",
        "{\\rtf1 \\u8364?5 \\uc2\\u945 ab!} | \u20AC5 \u03B1!",
        "{\\rtf1 {\\*\\secret hidden}{\\pict 00ff}shown} | shown",
        "{\\rtf1 \\ldblquote x\\rdblquote\\emdash y} | \u201Cx\u201D\u2014y",
        "{\\rtf1 \\trowd\\intbl a\\par b\\cell c\\cell\\row} | a b_c",
        "{\\rtf1 x\\bin3 }}}y} | xy",
        "{\\rtf1 not closed | not closed",
        "{\\rtf1 x}}}} y | x y",
      })
  void readsWhatAWriterShows(String rtf, String text) throws IOException {
    assertThat(String.join("\f", read(rtf).pages().texts()))
        .isEqualTo(text.replace("/ /", "\n\n").replace('/', '\n').replace('_', '\t'));
  }

  @Test
  void headingsAreToldByTheirOutlineLevel() throws IOException {
    assertThat(read("{\\rtf1\\pard\\outlinelevel1 Mills\\par\\pard\\outlinelevel9 text}").blocks(1))
        .containsExactly(Block.heading(0, 5, 2));
  }

  @Test
  void aPageBreakEndsAPage() throws IOException {
    assertThat(read("{\\rtf1 one\\page two}").pages().texts()).containsExactly("one", "two");
  }

  @Test
  void theDocumentTellsItsTitleAndAuthor() throws IOException {
    Extracting read = read("{\\rtf1{\\info{\\title On Mills}{\\author A. Miller}{\\operator x}}y}");

    assertThat(read.properties().title()).isEqualTo("On Mills");
    assertThat(read.properties().author()).isEqualTo("A. Miller");
    assertThat(read.pages().texts()).containsExactly("y");
  }

  @Test
  void groupsMayNotStandTooDeep() throws IOException {
    assertThat(read("{".repeat(200_000)).failure()).isEqualTo(Failure.TOO_BIG);
  }

  private Extracting read(String rtf) throws IOException {
    return Extracting.run(
        new RtfExtractor(), Files.write(folder.resolve("a.rtf"), rtf.getBytes(ISO_8859_1)));
  }
}
