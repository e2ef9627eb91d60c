package dev.millrace.extraction.detect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.text.Charsets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TikaContentDetectorTest {
  private static final String TABLE = "river,metres\nTees,137\nTyne,321\nWear,96\n";
  private static final String PROSE = "It was late, and the mill stood still.\nNobody came.\n";

  private final TikaContentDetector detector =
      new TikaContentDetector(new Charsets(new ChardetGuess()));

  @ParameterizedTest
  @CsvSource({
    "4D5A90000300000004000000FFFF0000, application/x-msdownload",
    "7F454C4602010100000000000000000002003E0001000000, application/x-executable",
    "89504E470D0A1A0A0000000D49484452, image/png",
    "504B0304140000000800, application/zip",
  })
  void contentOverrulesTheName(String hex, String type) {
    assertThat(detector.detect(HexFormat.of().parseHex(hex), "report.pdf")).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.pdf", "report.txt", "report.csv", "report"})
  void htmlIsHtmlWhateverItsName(String name) {
    assertThat(text("<!DOCTYPE html><html><body>hello</body></html>", name)).isEqualTo("text/html");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%PDF-1.7\n", "\n\n%PDF-1.4\n", "HTTP headers: none\n\n%PDF-1.4\n"})
  void aPdfIsToldByItsMark(String head) {
    assertThat(text(head, "table.csv")).isEqualTo("application/pdf");
    assertThat(
            detector.detect(
                (" ".repeat(900) + head + "\u0001\u0002").getBytes(ISO_8859_1), "x.txt"))
        .isEqualTo("application/pdf");
  }

  @Test
  void theNameBreaksTiesAmongTexts() {
    assertThat(text(TABLE, "rivers.csv")).isEqualTo("text/csv");
    assertThat(text(TABLE, "rivers.TSV")).isEqualTo("text/csv");
    assertThat(text(TABLE, "rivers.txt")).isEqualTo("text/plain");
    assertThat(text(PROSE, "prose.csv")).isEqualTo("text/csv");
  }

  @Test
  void withoutATellingNameTheLinesDecide() {
    assertThat(text(TABLE, "rivers")).isEqualTo("text/csv");
    assertThat(text(PROSE, "prose")).isEqualTo("text/plain");
    assertThat(text("From: ann@example.com\nSubject: mills\n\nHello", "note"))
        .isEqualTo("text/plain");
    assertThat(text("\"Source Name\"\t\"Sample\"\nculture1\t7\n", "study")).isEqualTo("text/plain");
    assertThat(text("#!/bin/sh\necho hello\n", "run")).isEqualTo("text/plain");
  }

  @Test
  void textMayBeInAnyCharset() {
    assertThat(detector.detect("\uFEFFStra\u00DFe".getBytes(UTF_16LE), "a.txt"))
        .isEqualTo("text/plain");
    assertThat(detector.detect("Stra\u00DFe und Mu\u00DFe".getBytes(ISO_8859_1), "a.txt"))
        .isEqualTo("text/plain");
  }

  @Test
  void bytesThatNoTextHasAreNotText() {
    assertThat(detector.detect(new byte[] {1, 2, 0, 4, 5, 0, 0, 9}, "a.txt"))
        .isEqualTo("application/octet-stream");
  }

  @Test
  void nothingIsEmpty() {
    assertThat(detector.detect(new byte[0], "a.pdf")).isEqualTo("application/x-empty");
  }

  private String text(String content, String name) {
    return detector.detect(content.getBytes(UTF_8), name);
  }

  // Zips

  @ParameterizedTest
  @CsvSource({
    "word/document.xml, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml, application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "META-INF/container.xml, application/epub+zip",
    "notes.txt, application/zip",
  })
  void aZipIsWhatItsEntriesTell(String entry, String type) throws IOException {
    assertThat(detector.detect(zip("_rels/.rels", "<x/>", entry, "<x/>"), "upload.pdf"))
        .isEqualTo(type);
  }

  @Test
  void theListOfContentTypesTellsMore() throws IOException {
    String macros =
        "<Override PartName='/word/document.xml' ContentType="
            + "'application/vnd.ms-word.document.macroEnabled.main+xml'/>";

    assertThat(detector.detect(zip("[Content_Types].xml", macros), "a.docx"))
        .isEqualTo("application/vnd.ms-word.document.macroenabled.12");
  }

  @Test
  void anOpenDocumentSaysWhatItIs() throws IOException {
    assertThat(
            detector.detect(
                zip("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", ""),
                "a.zip"))
        .isEqualTo("application/vnd.oasis.opendocument.text");
  }

  @Test
  void aZipThatBreaksOffIsAZip() throws IOException {
    byte[] whole = zip("a.txt", "grist ".repeat(1000));

    assertThat(detector.detect(Arrays.copyOf(whole, 60), "a.docx")).isEqualTo("application/zip");
  }

  // OLE2

  @ParameterizedTest
  @CsvSource({
    "WordDocument, application/msword",
    "Workbook, application/vnd.ms-excel",
    "PowerPoint Document, application/vnd.ms-powerpoint",
    "__substg1.0_001A001F, application/vnd.ms-outlook",
    "EncryptedPackage, application/x-tika-ooxml-protected",
    "Contents, application/x-ole-storage",
  })
  void aCompoundFileIsWhatItsDirectoryTells(String stream, String type) {
    assertThat(detector.detect(compoundFile(stream), "upload.pdf")).isEqualTo(type);
  }

  @Test
  void theNameTellsACompoundFileWhoseDirectoryIsFarAway() {
    byte[] head = Arrays.copyOf(compoundFile("WordDocument"), 512);

    assertThat(detector.detect(head, "old.XLS")).isEqualTo("application/vnd.ms-excel");
    assertThat(detector.detect(head, "old.pdf")).isEqualTo("application/x-ole-storage");
  }

  // Texts with a form of their own

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\\rtf1\\ansi Mills} | application/rtf",
        "<?xml version='1.0'?><mill/> | application/xml",
        "<?xml version='1.0'?><!DOCTYPE html><html/> | text/html",
        "<!-- mills --><html><body>Mills</body></html> | text/html",
        "{\"mill\": [1, 2, true]} | application/json",
        "[1, 2, 3] | application/json",
        "[mills] of the north | text/plain",
        "{mill} | text/plain",
      })
  void markedTextsAreToldByTheirMarks(String content, String type) {
    assertThat(text(content, "upload.pdf")).isEqualTo(type);
  }

  @Test
  void mailIsToldByItsHeaders() {
    String mail = "Received: by mill\n\tfor x\nFrom: a@example.com\nTo: b@example.com\n\nHi";

    assertThat(text(mail, "mail.txt")).isEqualTo("message/rfc822");
  }

  @Test
  void markdownIsToldByItsName() {
    assertThat(text("# Mills\n\nThey grind.", "mills.md")).isEqualTo("text/markdown");
    assertThat(text("# Mills\n\nThey grind.", "mills")).isEqualTo("text/plain");
  }

  @Test
  void wideTextWithoutAMarkIsText() {
    assertThat(detector.detect(PROSE.getBytes(UTF_16LE), "a.txt")).isEqualTo("text/plain");
  }

  private static byte[] zip(String... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i]));
        zip.write(namesAndContents[i + 1].getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /// A header, and a directory in the next sector whose second entry has that name.
  private static byte[] compoundFile(String stream) {
    ByteBuffer file = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    file.put(0, HexFormat.of().parseHex("D0CF11E0A1B11AE1")).putShort(30, (short) 9).putInt(48, 0);
    file.put(512, "Root Entry".getBytes(UTF_16LE)).put(640, stream.getBytes(UTF_16LE));
    return file.array();
  }
}
