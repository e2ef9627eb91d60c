package dev.millrace.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.DocumentExtractor;
import dev.millrace.extraction.core.Extracting;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.extraction.core.zip.Zips;
import dev.millrace.extraction.csv.CsvExtractor;
import dev.millrace.extraction.mail.MailExtractor;
import dev.millrace.extraction.office.OfficeExtractor;
import dev.millrace.extraction.rtf.RtfExtractor;
import dev.millrace.extraction.text.PlainTextExtractor;
import dev.millrace.extraction.web.EpubExtractor;
import dev.millrace.extraction.web.HtmlExtractor;
import dev.millrace.extraction.web.HtmlText;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files made to exhaust whoever reads them end soon and say why; the tests' heap is 512 MB.
class HostileFilesTest {
  private static final Charsets CHARSETS = new Charsets(new ChardetGuess());
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String SHEET = "xl/worksheets/sheet1.xml";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void itEndsSoon(Bomb bomb) throws IOException {
    Path file = bomb.write(folder.resolve("bomb"));

    long start = cpuTime();
    Extracting read = Extracting.run(bomb.reader, file);

    assertThat(read.reading()).isInstanceOfAny(Reading.Refused.class, Reading.Done.class);
    assertThat(Duration.ofNanos(cpuTime() - start)).isLessThan(SOON);
  }

  /// {@return this thread's, since what else the machine does is not to be measured}
  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  enum Bomb {
    ZIP_OF_SPACES(OfficeExtractor.docx()) {
      @Override
      Path write(Path file) throws IOException {
        return Zips.repeating(file, "word/document.xml", "<d><p><t>", " ", 40_000_000, "</t>");
      }
    },
    ZIP_OF_EMPTY_ELEMENTS(OfficeExtractor.docx()) {
      @Override
      Path write(Path file) throws IOException {
        return Zips.repeating(file, "word/document.xml", "<d>", "<p/>", 5_000_000, "</d>");
      }
    },
    ZIP_OF_ONE_COMMENT(OfficeExtractor.docx()) {
      @Override
      Path write(Path file) throws IOException {
        return Zips.repeating(file, "word/document.xml", "<d><!--", "x", 40_000_000, "-->");
      }
    },
    SHARED_TEXTS(OfficeExtractor.xlsx()) {
      @Override
      Path write(Path file) throws IOException {
        return Zips.repeating(
            file,
            "xl/sharedStrings.xml",
            "<s>",
            "<si><t>" + "grain".repeat(9) + "</t></si>",
            5_000_000,
            "</s>");
      }
    },
    ROW_OF_MILLIONS_OF_CELLS(OfficeExtractor.xlsx()) {
      @Override
      Path write(Path file) throws IOException {
        return Zips.repeating(file, SHEET, "<s><row>", "<c><v>1</v></c>", 500_000, "</row></s>");
      }
    },
    BILLION_LAUGHS(OfficeExtractor.docx()) {
      @Override
      Path write(Path file) throws IOException {
        StringBuilder xml = new StringBuilder("<!DOCTYPE d [<!ENTITY e0 'lol'>");
        for (int i = 1; i < 10; i++) {
          xml.append("<!ENTITY e%d '%s'>".formatted(i, ("&e" + (i - 1) + ";").repeat(10)));
        }
        return Zips.write(file, "word/document.xml", xml + "]><d><p><t>&e9;</t></p></d>");
      }
    },
    REPEATED_COLUMNS(OfficeExtractor.openDocument()) {
      @Override
      Path write(Path file) throws IOException {
        String cell = "<table-cell number-columns-repeated='2000000000'/>";
        return Zips.repeating(
            file,
            "content.xml",
            "<c><table><table-row>",
            cell,
            100_000,
            "</table-row></table></c>");
      }
    },
    BOOK_OF_SPACES(new EpubExtractor()) {
      @Override
      Path write(Path file) throws IOException {
        return Zips.repeating(file, "a.html", "<p>", " ", 40_000_000, "");
      }
    },
    MANY_TAGS(new HtmlExtractor(CHARSETS)) {
      @Override
      Path write(Path file) throws IOException {
        return Files.writeString(file, "<table><tr><td><b><i>".repeat(100_000));
      }
    },
    MANY_GROUPS(new RtfExtractor()) {
      @Override
      Path write(Path file) throws IOException {
        return Files.writeString(file, "{\\rtf1" + "{\\b ".repeat(5_000_000));
      }
    },
    MANY_PARTS(new MailExtractor(CHARSETS, new HtmlText())) {
      @Override
      Path write(Path file) throws IOException {
        String head = "Content-Type: multipart/mixed; boundary=x\n\n";
        return Files.writeString(file, head + ("--x\n" + head).repeat(300_000));
      }
    },
    QUOTE_WITHOUT_END(new CsvExtractor(CHARSETS)) {
      @Override
      Path write(Path file) throws IOException {
        return Files.writeString(file, "a,b\n1,\"" + "x,\n".repeat(10_000_000));
      }
    },
    ROW_OF_MILLIONS_OF_COLUMNS(new CsvExtractor(CHARSETS)) {
      @Override
      Path write(Path file) throws IOException {
        return Files.writeString(file, ",".repeat(30_000_000));
      }
    },
    LINE_WITHOUT_END(new PlainTextExtractor(CHARSETS)) {
      @Override
      Path write(Path file) throws IOException {
        byte[] line = "\u00E9".repeat(20_000_000).getBytes(UTF_8);
        return Files.write(file, line);
      }
    };

    private final DocumentExtractor reader;

    Bomb(DocumentExtractor reader) {
      this.reader = reader;
    }

    abstract Path write(Path file) throws IOException;
  }
}
