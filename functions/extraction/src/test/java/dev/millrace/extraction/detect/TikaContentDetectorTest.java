package dev.millrace.extraction.detect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TikaContentDetectorTest {
  private static final String TABLE = "river,metres\nTees,137\nTyne,321\nWear,96\n";
  private static final String PROSE = "It was late, and the mill stood still.\nNobody came.\n";

  private final TikaContentDetector detector = new TikaContentDetector();

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
}
