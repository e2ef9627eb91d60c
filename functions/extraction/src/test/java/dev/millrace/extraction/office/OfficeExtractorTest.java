package dev.millrace.extraction.office;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.extraction.core.CollectedPages;
import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.Extracting;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.LocalSources;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.chunk.Block;
import dev.millrace.extraction.core.zip.Zips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficeExtractorTest {
  private static final String CORE =
      "<p xmlns:dc='d'><dc:title>On Mills</dc:title><dc:creator>A. Miller</dc:creator>"
          + "<created>2026-01-02T03:04:05Z</created><modified>2026-02-03T04:05:06</modified>"
          + "<dc:language>en-GB</dc:language></p>";
  private static final String LINKS =
      "<r><Relationship Id='l' Type='x/hyperlink' Target='https://example.com/' "
          + "TargetMode='External'/></r>";

  @TempDir private Path folder;

  // Word

  @Test
  void aWordDocumentIsReadInItsOrder() throws IOException {
    Extracting read =
        docx(
            "<p><pPr><pStyle val='H1'/></pPr><t>Mills</t></p>"
                + "<p><t>They </t><tab/><t>grind.</t><br/><t>All day.</t></p>"
                + "<tbl><tr><tc><p><t>river</t></p></tc><tc><p><t>metres</t></p></tc></tr>"
                + "<tr><tc><p><t>Tees</t></p><p><t>of Yarm</t></p></tc>"
                + "<tc><p><t>137</t></p></tc></tr></tbl>"
                + "<p><delText>gone</delText><instrText>PAGE</instrText><t>After.</t></p>");

    String text =
        "Mills\n\nThey \tgrind.\nAll day.\n\nriver\tmetres\nTees of Yarm\t137\n\nAfter.\n\nNote.";
    assertThat(read.pages().texts()).containsExactly(text);
    assertThat(read.blocks(1))
        .containsExactly(Block.heading(0, 5, 1), Block.table(30, 59, "river\tmetres"));
  }

  @Test
  void aWordDocumentTellsOfItself() throws IOException {
    Extracting read = docx("<p><t>x</t></p>");

    assertThat(read.properties().title()).isEqualTo("On Mills");
    assertThat(read.properties().author()).isEqualTo("A. Miller");
    assertThat(read.properties().createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(read.properties().modifiedAt()).isEqualTo(Instant.parse("2026-02-03T04:05:06Z"));
    assertThat(read.properties().language()).isEqualTo("en-GB");
    assertThat(read.properties().links()).containsExactly("https://example.com/");
  }

  @Test
  void pagesEndWhereWordEndedThem() throws IOException {
    Extracting read =
        docx(
            "<p><t>one</t></p><p><lastRenderedPageBreak/><t>two</t></p>"
                + "<p><t>t</t><br type='page'/><t>wo</t></p><p><t>three</t></p>");

    assertThat(read.pages().texts()).containsExactly("one", "two\n\ntwo", "three\n\nNote.");
  }

  private Extracting docx(String body) throws IOException {
    return Extracting.run(
        OfficeExtractor.docx(),
        Zips.write(
            folder.resolve("a.docx"),
            "word/document.xml",
            "<d>" + body + "</d>",
            "word/styles.xml",
            "<s><style styleId='H1'><name val='heading 1'/></style></s>",
            "word/footnotes.xml",
            "<f><p><t>Note.</t></p></f>",
            "word/_rels/document.xml.rels",
            LINKS,
            "docProps/core.xml",
            CORE));
  }

  // Excel

  @Test
  void aWorkbookIsReadSheetBySheetAsItIsShown() throws IOException {
    Path file =
        Zips.write(
            folder.resolve("a.xlsx"),
            "xl/workbook.xml",
            "<w xmlns:r='x/relationships'><sheet name='Rivers' r:id='s1'/>"
                + "<sheet name='Dates' r:id='s2'/></w>",
            "xl/_rels/workbook.xml.rels",
            "<r><Relationship Id='s2' Type='x/worksheet' Target='worksheets/sheet1.xml'/>"
                + "<Relationship Id='s1' Type='x/worksheet' Target='/xl/worksheets/sheet2.xml'/></r>",
            "xl/sharedStrings.xml",
            "<s><si><t>river</t></si><si><r><t>met</t></r><r><t>res</t></r><rPh><t>x</t></rPh></si></s>",
            "xl/styles.xml",
            "<s><numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd'/>"
                + "<cellXfs><xf numFmtId='0'/><xf numFmtId='10'/><xf numFmtId='164'/></cellXfs></s>",
            "xl/worksheets/sheet2.xml",
            "<s><row><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c></row>"
                + "<row><c r='A2' t='inlineStr'><is><t>Tees</t></is></c><c r='B2' t='b'><v>1</v></c>"
                + "<c r='C2'><v>0.1234</v></c></row>"
                + "<oddHeader>&amp;CFlows &amp;P</oddHeader></s>",
            "xl/worksheets/sheet1.xml",
            "<s><row><c r='A1' s='2'><v>45000</v></c><c r='B1' s='1'><v>0.125</v></c>"
                + "<c r='C1'><v>0.30000000000000004</v></c></row></s>");

    Extracting read = Extracting.run(OfficeExtractor.xlsx(), file);

    assertThat(read.pages().texts())
        .containsExactly(
            "Rivers\n\nriver\t\tmetres\nTees\tTRUE\t0.1234\n\nFlows",
            "Dates\n\n2023-03-15\t12.50%\t0.3");
    assertThat(read.blocks(1).getFirst()).isEqualTo(Block.heading(0, 6, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "0, , 1234.50, 1234.5",
    "0, , 1E+3, 1000",
    "0, , none, none",
    "9, , 0.5, 50%",
    "14, , 1, 1900-01-01",
    "14, , 61, 1900-03-01",
    "14, , -1, -1",
    "22, , 45000.5, 2023-03-15 12:00:00",
    "21, , 0.25, 06:00:00",
    "164, 0.00, 1.005, 1.01",
    "164, '#,##0', 1234.5, 1235",
    "164, 0.0%, 0.5, 50.0%",
    "164, d-mmm-yy, 45000, 2023-03-15",
    "164, h:mm AM/PM, 0.5, 12:00:00",
    "164, '[Red]0.0;0', 2, 2.0",
    "164, '\"days\" 0', 2, 2",
    "164, General, 2.5, 2.5",
  })
  void numbersAreShownInTheirFormat(int id, String code, String value, String shown) {
    assertThat(NumberFormat.of(id, code).shown(value, false)).isEqualTo(shown);
  }

  @Test
  void daysMayBeCountedFrom1904() {
    assertThat(NumberFormat.of(14, null).shown("0", true)).isEqualTo("1904-01-01");
  }

  // PowerPoint

  @Test
  void aSlideIsAPageWithItsNotes() throws IOException {
    Path file =
        Zips.write(
            folder.resolve("a.pptx"),
            "ppt/presentation.xml",
            "<p xmlns:r='x/relationships'><sldId id='1' r:id='b'/><sldId id='2' r:id='a'/></p>",
            "ppt/_rels/presentation.xml.rels",
            "<r><Relationship Id='a' Type='x/slide' Target='slides/slide1.xml'/>"
                + "<Relationship Id='b' Type='x/slide' Target='slides/slide2.xml'/></r>",
            "ppt/slides/slide1.xml",
            "<s><sp><p><t>last</t></p></sp></s>",
            "ppt/slides/slide2.xml",
            "<s><sp><ph type='ctrTitle'/><p><t>Mills</t></p></sp><sp><p><t>They grind.</t></p></sp>"
                + "<tbl><tr><tc><p><t>a</t></p></tc><tc><p><t>b</t></p></tc></tr></tbl></s>",
            "ppt/slides/_rels/slide2.xml.rels",
            "<r><Relationship Id='n' Type='x/notesSlide' Target='../notesSlides/n1.xml'/>"
                + "<Relationship Id='c' Type='x/chart' Target='../charts/c1.xml'/></r>",
            "ppt/notesSlides/n1.xml",
            "<n><sp><p><t>Say it slowly.</t></p></sp></n>",
            "ppt/charts/c1.xml",
            "<c><pt><v>Flow</v></pt><pt><v>42</v></pt></c>");

    Extracting read = Extracting.run(OfficeExtractor.pptx(), file);

    assertThat(read.pages().texts())
        .containsExactly("Mills\n\nThey grind.\n\na\tb\n\nFlow\n\n42\n\nSay it slowly.", "last");
    assertThat(read.blocks(1)).contains(Block.heading(0, 5, 1));
  }

  // OpenDocument

  @Test
  void anOpenDocumentTextIsRead() throws IOException {
    Extracting read =
        odf(
            "<text><h outline-level='2'>Mills</h><p>They<s c='3'/>grind<tab/>all<line-break/>day."
                + "<a href='https://example.com/'>more</a></p><tracked-changes><p>x</p>"
                + "</tracked-changes><soft-page-break/><p>two</p></text>");

    assertThat(read.pages().texts())
        .containsExactly("Mills\n\nThey   grind\tall\nday.more", "two\n\nfoot");
    assertThat(read.blocks(1)).containsExactly(Block.heading(0, 5, 2));
    assertThat(read.properties().links()).containsExactly("https://example.com/");
    assertThat(read.properties().title()).isEqualTo("On Mills");
  }

  @Test
  void anOpenDocumentSpreadsheetIsRead() throws IOException {
    Extracting read =
        odf(
            "<spreadsheet><table name='Rivers'><table-row><table-cell><p>river</p></table-cell>"
                + "<table-cell number-columns-repeated='2'/><table-cell><p>metres</p></table-cell>"
                + "<table-cell number-columns-repeated='16000'/></table-row></table></spreadsheet>");

    assertThat(read.pages().texts()).containsExactly("Rivers\n\nriver\t\t\tmetres\n\nfoot");
  }

  @Test
  void anOpenDocumentSlideIsAPage() throws IOException {
    Extracting read =
        odf("<presentation><page><p>one</p></page><page/><page><p>3</p></page></presentation>");

    assertThat(read.pages().texts()).containsExactly("one", "", "3", "foot");
  }

  @Test
  void anEncryptedOpenDocumentIsNotRead() throws IOException {
    Path file =
        Zips.write(
            folder.resolve("a.odt"),
            "META-INF/manifest.xml",
            "<m><encryption-data/></m>",
            "content.xml",
            "%$&");

    assertThat(Extracting.run(OfficeExtractor.openDocument(), file).failure())
        .isEqualTo(Failure.ENCRYPTED);
  }

  private Extracting odf(String content) throws IOException {
    return Extracting.run(
        OfficeExtractor.openDocument(),
        Zips.write(
            folder.resolve("a.odf"),
            "content.xml",
            "<c>" + content + "</c>",
            "styles.xml",
            "<s><p>foot</p></s>",
            "meta.xml",
            CORE));
  }

  // What is broken, or meant to break us

  @Test
  void whatIsNoZipIsCorrupt() throws IOException {
    Path file = Files.writeString(folder.resolve("a.docx"), "PK but no more");

    assertThat(Extracting.run(OfficeExtractor.docx(), file).failure()).isEqualTo(Failure.CORRUPT);
  }

  @Test
  void aZipWithoutADocumentIsCorrupt() throws IOException {
    Path file = Zips.write(folder.resolve("a.zip"), "a.txt", "hello");

    for (OfficeExtractor extractor :
        List.of(
            OfficeExtractor.docx(),
            OfficeExtractor.xlsx(),
            OfficeExtractor.pptx(),
            OfficeExtractor.openDocument())) {
      assertThat(Extracting.run(extractor, file).failure()).isEqualTo(Failure.CORRUPT);
    }
  }

  @ParameterizedTest
  @CsvSource({"<d><p>", "<d><p></d>", "hello", "''"})
  void brokenXmlIsCorrupt(String xml) throws IOException {
    Path file = Zips.write(folder.resolve("a.docx"), "word/document.xml", xml);

    assertThat(Extracting.run(OfficeExtractor.docx(), file).failure()).isEqualTo(Failure.CORRUPT);
  }

  @Test
  void entitiesAreNotExpandedNorFilesOpened() throws IOException {
    String xml =
        "<!DOCTYPE d [<!ENTITY a 'lol'><!ENTITY b '&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
            + "<d><p><t>&b;&f;x</t></p></d>";
    Path file = Zips.write(folder.resolve("a.docx"), "word/document.xml", xml);

    Extracting read = Extracting.run(OfficeExtractor.docx(), file);

    assertThat(read.pages().texts()).noneMatch(text -> text.contains("lol") || text.contains(":"));
  }

  @Test
  void aPartThatSwellsIsTooBig() throws IOException {
    assertThat(bomb("<d><p><t>", " ", 100_000_000, "</t></p></d>")).isEqualTo(Failure.TOO_BIG);
  }

  @Test
  void elementsMayNotStandTooDeep() throws IOException {
    assertThat(bomb("<d>", "<p>", 20_000, "")).isEqualTo(Failure.TOO_BIG);
  }

  @Test
  void aTagMayNotBeMegabytesLong() throws IOException {
    assertThat(bomb("<d a='", "x", 7_000_000, "'/>")).isEqualTo(Failure.TOO_BIG);
  }

  private Failure bomb(String before, String repeated, long times, String after)
      throws IOException {
    Path file =
        Zips.repeating(
            folder.resolve("bomb.docx"), "word/document.xml", before, repeated, times, after);
    return Extracting.run(OfficeExtractor.docx(), file).failure();
  }

  @Test
  void stopsWhenNoMoreIsWantedAndGoesOnFromThere() throws IOException {
    Path file =
        Zips.repeating(
            folder.resolve("long.docx"),
            "word/document.xml",
            "<d>",
            "<p><t>one two three</t></p>",
            30_000,
            "</d>");
    CollectedPages first = new CollectedPages(2);
    CollectedPages rest = new CollectedPages();
    Deadline deadline = Deadline.in(Duration.ofMinutes(1), Clock.systemUTC());

    Reading stopped =
        OfficeExtractor.docx().extract(LocalSources.of(file), Position.START, first, deadline);
    OfficeExtractor.docx().extract(LocalSources.of(file), Position.after(2), rest, deadline);

    assertThat(stopped).isEqualTo(new Reading.Stopped());
    assertThat(first.pages()).hasSize(2);
    assertThat(rest.pages().getFirst().number()).isEqualTo(3);
  }
}
