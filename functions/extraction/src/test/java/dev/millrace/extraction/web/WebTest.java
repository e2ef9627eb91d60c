package dev.millrace.extraction.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.Extracting;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.chunk.Block;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.extraction.core.zip.Zips;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebTest {
  @TempDir private Path folder;

  @Test
  void aPageIsReadAsABrowserShowsIt() throws IOException {
    Extracting read =
        html(
            "<html lang='en'><head><title>On Mills</title><meta name='author' content='A. Miller'>"
                + "<style>p{}</style></head><body><h1>Mills</h1><p>They <b>grind</b>\n  all day.<br>"
                + "And night.<p>More: <a href='https://example.com/'>here</a>, <a href='#x'>x</a>"
                + "<script>evil()</script><div hidden>hidden</div><pre>a\n  b</pre>"
                + "<ul><li>one<li>two</ul><table><tr><th>river<th>metres<tr><td>Tees<td><p>137</p>"
                + "</table><img alt='A wheel'></body>",
            UTF_8);

    assertThat(read.pages().texts())
        .containsExactly(
            "Mills\n\nThey grind all day.\nAnd night.\n\nMore: here, x\n\na\n  b\n\none\n\ntwo\n\n"
                + "river\tmetres\nTees\t137\n\nA wheel");
    assertThat(read.blocks(1))
        .extracting(Block::role)
        .containsExactly(Block.Role.HEADING, Block.Role.TABLE);
    assertThat(read.properties().title()).isEqualTo("On Mills");
    assertThat(read.properties().author()).isEqualTo("A. Miller");
    assertThat(read.properties().language()).isEqualTo("en");
    assertThat(read.properties().links()).containsExactly("https://example.com/");
  }

  @Test
  void aPageMaySayWhatItIsWrittenIn() throws IOException {
    Extracting read =
        html("<meta charset='windows-1251'><p>\u041C\u0435\u043B", Charset.forName("windows-1251"));

    assertThat(read.pages().texts()).containsExactly("\u041C\u0435\u043B");
    assertThat(html("<meta charset='utf-8'><p>Stra\u00DFe", ISO_8859_1).pages().texts())
        .containsExactly("Stra\u00DFe");
  }

  @Test
  void deepNestingIsRead() throws IOException {
    assertThat(html("<div><b>".repeat(100_000) + "deep", UTF_8).pages().texts())
        .containsExactly("deep");
  }

  @Test
  void binaryIsCorrupt() throws IOException {
    assertThat(html("<p>\0</p>", UTF_8).failure()).isEqualTo(Failure.CORRUPT);
  }

  @Test
  void aBookIsReadInTheOrderOfItsSpine() throws IOException {
    Path file =
        Zips.write(
            folder.resolve("a.epub"),
            "META-INF/container.xml",
            "<c><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></c>",
            "OEBPS/book.opf",
            "<package xmlns:dc='d'><metadata><dc:title>On Mills</dc:title>"
                + "<dc:creator>A. Miller</dc:creator><dc:language>en</dc:language></metadata>"
                + "<manifest><item id='a' href='one.xhtml'/><item id='b' href='t%20wo.xhtml'/></manifest>"
                + "<spine><itemref idref='b'/><itemref idref='a'/></spine></package>",
            "OEBPS/one.xhtml",
            "<html><body><p>one</p></body></html>",
            "OEBPS/t wo.xhtml",
            "<html><body><h2>two</h2></body></html>");

    Extracting read = Extracting.run(new EpubExtractor(), file);

    assertThat(read.pages().texts()).containsExactly("two", "one");
    assertThat(read.properties().title()).isEqualTo("On Mills");
    assertThat(read.properties().author()).isEqualTo("A. Miller");
    assertThat(read.properties().language()).isEqualTo("en");
  }

  @Test
  void aBookWithoutADescriptionIsReadByName() throws IOException {
    Path file = Zips.write(folder.resolve("a.epub"), "b.html", "<p>b", "a.html", "<p>a");

    assertThat(Extracting.run(new EpubExtractor(), file).pages().texts()).containsExactly("a", "b");
  }

  @Test
  void aBookWithoutChaptersIsCorruptAndOneThatSwellsTooBig() throws IOException {
    Path empty = Zips.write(folder.resolve("a.epub"), "a.txt", "x");
    Path bomb = Zips.repeating(folder.resolve("b.epub"), "a.html", "<p>", " ", 50_000_000, "");

    assertThat(Extracting.run(new EpubExtractor(), empty).failure()).isEqualTo(Failure.CORRUPT);
    assertThat(Extracting.run(new EpubExtractor(), bomb).failure()).isEqualTo(Failure.TOO_BIG);
  }

  private Extracting html(String html, Charset charset) throws IOException {
    Path file = Files.write(folder.resolve("a.html"), html.getBytes(charset));
    return Extracting.run(new HtmlExtractor(new Charsets(new ChardetGuess())), file);
  }
}
