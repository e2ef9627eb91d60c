package dev.millrace.extraction.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Extracting;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.upload.ResultPart.Attachment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailExtractorTest {
  private static final String HEADERS =
      """
      Received: by mill
      From: =?utf-8?q?A=2E_M=C3=BCller?= <a@example.com>
      To: b@example.com
      Subject: =?UTF-8?B?T24g?= =?utf-8?b?TWlsbHM=?=
      Date: Fri, 02 Jan 2026 03:04:05 +0000 (UTC)
      """;

  @TempDir private Path folder;

  @Test
  void aMailIsItsHeadersAndItsText() throws IOException {
    Extracting read = read(HEADERS + "\nDear B,\n\nthe mill\nstands still.\n");

    assertThat(read.pages().texts())
        .containsExactly(
            String.join(
                "\n\n",
                "On Mills",
                "From: A. M\u00FCller <a@example.com>",
                "To: b@example.com",
                "Date: Fri, 02 Jan 2026 03:04:05 +0000 (UTC)",
                "Dear B,",
                "the mill\nstands still."));
    assertThat(read.properties().title()).isEqualTo("On Mills");
    assertThat(read.properties().author()).isEqualTo("A. M\u00FCller <a@example.com>");
    assertThat(read.properties().createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
  }

  @Test
  void filesAreListedNotRead() throws IOException {
    Extracting read =
        read(
            HEADERS
                + """
                Content-Type: multipart/mixed;
                  boundary="==x"

                ignored
                --==x
                Content-Type: multipart/alternative; boundary=y

                --y
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                Stra=DFe und =
                Weg
                --y
                Content-Type: text/html

                <p>html
                --y--
                --==x
                Content-Type: application/pdf; name="plan.pdf"
                Content-Disposition: attachment; filename*=UTF-8''plan.pdf
                Content-Transfer-Encoding: base64

                JVBERi0xLjcK
                --==x--
                ignored
                """);

    assertThat(read.pages().texts()).singleElement().asString().endsWith("Stra\u00DFe und Weg");
    assertThat(read.properties().attachments())
        .containsExactly(new Attachment("plan.pdf", "application/pdf", 9));
  }

  @Test
  void htmlIsReadByItsOwnReader() throws IOException {
    assertThat(read("Content-Type: text/html\n\n<p>Mills").pages().texts())
        .containsExactly("markup: <p>Mills");
  }

  @Test
  void aMailInsideAMailIsReadToo() throws IOException {
    String mail =
        """
        Subject: outer
        Content-Type: multipart/mixed; boundary=x

        --x
        Content-Type: message/rfc822

        Subject: inner

        text
        --x--
        """;

    assertThat(read(mail).pages().texts()).containsExactly("outer\n\ninner\n\ntext");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"x", "Content-Type: multipart/mixed", "Content-Type: multipart/mixed; boundary=x"})
  void whatIsBrokenIsReadAsFarAsItGoes(String mail) throws IOException {
    assertThat(read(mail + "\n\n--x\n--x\n--x--").properties()).isNotNull();
  }

  @Test
  void partsMayNotNestForEver() throws IOException {
    StringBuilder mail = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b");
      mail.append(i).append('\n');
    }

    assertThat(read(mail.toString()).properties()).isNotNull();
  }

  private Extracting read(String mail) throws IOException {
    MailExtractor extractor =
        new MailExtractor(
            new Charsets(new ChardetGuess()),
            (html, pages) -> {
              pages.append("markup: " + html);
              pages.endParagraph();
              return DocumentProperties.NONE;
            });
    return Extracting.run(
        extractor, Files.write(folder.resolve("a.eml"), mail.getBytes(ISO_8859_1)));
  }
}
