package dev.millrace.extraction.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.CollectedPages;
import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.LocalSources;
import dev.millrace.extraction.core.Page;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.chunk.Block;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.upload.Progress;
import dev.millrace.upload.ResultPart.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvExtractorTest {
  private final CollectedPages pages = new CollectedPages();

  @TempDir private Path folder;

  @Test
  void aRowBecomesALine() throws IOException {
    extract("name,age\nAnn,41\nBob,42\n");

    assertThat(pages.texts()).containsExactly("name\tage\nAnn\t41\nBob\t42");
    assertThat(pages.lastProgress()).isEqualTo(new Progress("bytes", 23, 23));
  }

  /// The cases of csv-spectrum, and what is not in it; `_` stands for a tab, `/` for a line feed.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "first,address,zip/John,\"120 any st., Anytown\",08123 ~ first_address_zip/John_120 any st., Anytown_08123",
        "a,b,c/1,\"\",\"\"/2,3,4 ~ a_b_c/1__/2_3_4",
        "a,b/1,\"ha \"\"ha\"\" ha\"/3,4 ~ a_b/1_ha \"ha\" ha/3_4",
        "a,b,c/1,2,3/\"Once upon /a time\",5,6/7,8,9 ~ a_b_c/1_2_3/Once upon  a time_5_6/7_8_9",
        "key,val/1,\"{\"\"type\"\": \"\"Point\"\"}\" ~ key_val/1_{\"type\": \"Point\"}",
        "a,b/1,\"open ~ a_b/1_open",
        "a,b/\"x\"y,2 ~ a_b/xy_2",
        "a;b;c/1;2/3;4;5;6 ~ a_b_c/1_2/3_4_5_6",
        "a|b/1|2 ~ a_b/1_2",
        "one/two/three ~ one/two/three",
        "a,b//1,2/ ~ a_b/1_2",
      })
  void readsWhateverATableIsWrittenIn(String csv, String text) throws IOException {
    extract(csv.replace('/', '\n'));

    assertThat(pages.texts()).containsExactly(text.replace('_', '\t').replace('/', '\n'));
  }

  @Test
  void windowsLineBreaksAreLineBreaks() throws IOException {
    extract("a,b\r\n\"x\r\ny\",2\r\n");

    assertThat(pages.texts()).containsExactly("a\tb\nx y\t2");
  }

  @Test
  void otherCharsetsAreRead() throws IOException {
    extract("name,stra\u00DFe\n\u00C9lan,1\n".getBytes(ISO_8859_1));
    extract("\uFEFFname,stra\u00DFe\n\u00C9lan,2\n".getBytes(UTF_16LE));

    assertThat(pages.texts())
        .containsExactly("name\tstra\u00DFe\n\u00C9lan\t1", "name\tstra\u00DFe\n\u00C9lan\t2");
  }

  @Test
  void aLongTableIsManyBlocks() throws IOException {
    extract(IntStream.range(0, 1234).mapToObj(i -> i + ",row").collect(Collectors.joining("\n")));

    assertThat(pages.texts())
        .extracting(text -> text.lines().count())
        .containsExactly(500L, 500L, 234L);
  }

  @Test
  void wideRowsMakeShortBlocks() throws IOException {
    extract(("x".repeat(40_000) + ",1\n").repeat(5));

    assertThat(pages.texts()).extracting(text -> text.lines().count()).containsExactly(2L, 2L, 1L);
  }

  @Test
  void stopsWhenNoMoreIsWanted() throws IOException {
    CollectedPages one = new CollectedPages(1);
    Path file = Files.writeString(folder.resolve("long.csv"), "a,b\n".repeat(2000));

    assertThat(
            new CsvExtractor(new Charsets(new ChardetGuess()))
                .extract(LocalSources.of(file), Position.START, one, anHour()))
        .isEqualTo(new Reading.Stopped());
    assertThat(one.pages()).hasSize(1);
  }

  @Test
  void theColumnsAreToldWithTheirTypes() throws IOException {
    assertThat(
            extract(
                "river,metres,depth,checked,open\nTees,137,1.5,2026-01-02,yes\nTyne,,2,2025-12-31,no"))
        .isEqualTo(
            new Reading.Done(
                DocumentProperties.ofTable(
                    List.of(
                        new Column("river", "text"),
                        new Column("metres", "integer"),
                        new Column("depth", "number"),
                        new Column("checked", "date"),
                        new Column("open", "boolean")))));
    assertThat(pages.pages().getFirst())
        .isInstanceOfSatisfying(
            Page.Read.class,
            page ->
                assertThat(page.blocks())
                    .extracting(Block::header)
                    .containsExactly("river\tmetres\tdepth\tchecked\topen"));
  }

  @Test
  void aTableOfNumbersAloneHasNoHeader() throws IOException {
    assertThat(extract("1,2\n3,x\n"))
        .isEqualTo(
            new Reading.Done(
                DocumentProperties.ofTable(
                    List.of(new Column("column 1", "integer"), new Column("column 2", "text")))));
  }

  @Test
  void theHeaderIsKnownToTheLastBlock() throws IOException {
    extract("river,metres\n" + "Tees,137\n".repeat(1200));

    assertThat(pages.pages())
        .hasSize(3)
        .allSatisfy(page ->
            assertThat(((Page.Read) page).blocks())
                .extracting(Block::header)
                .containsExactly("river\tmetres"));
  }

  @Test
  void nothingMakesNoPages() throws IOException {
    assertThat(extract("\n\n")).isEqualTo(new Reading.Done(DocumentProperties.NONE));
    assertThat(pages.pages()).isEmpty();
  }

  @Test
  void aFieldWithoutEndIsCorrupt() throws IOException {
    assertThat(extract("a,b\n1,\"" + "x".repeat(2_000_000)))
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            refused -> assertThat(refused.failure()).isEqualTo(Failure.CORRUPT));
  }

  @Test
  void binaryIsCorrupt() throws IOException {
    assertThat(extract(new byte[] {'a', ',', 0, '\n'}))
        .isEqualTo(new Reading.Refused(Failure.CORRUPT, "holds a NUL"));
  }

  private Reading extract(String csv) throws IOException {
    return extract(csv.getBytes(UTF_8));
  }

  private Reading extract(byte[] csv) throws IOException {
    return new CsvExtractor(new Charsets(new ChardetGuess()))
        .extract(
            LocalSources.of(Files.write(folder.resolve("table.csv"), csv)),
            Position.START,
            pages,
            anHour());
  }

  private static Deadline anHour() {
    return Deadline.in(Duration.ofHours(1), Clock.systemUTC());
  }
}
