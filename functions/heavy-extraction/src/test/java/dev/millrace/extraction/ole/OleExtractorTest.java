package dev.millrace.extraction.ole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.chunk.Block;
import dev.millrace.extraction.heavy.FileSource;
import dev.millrace.extraction.heavy.KeptPages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OleExtractorTest {
  @TempDir private Path folder;

  private final KeptPages pages = KeptPages.all();

  @Test
  void aSheetIsATableUnderItsNameWithNumbersAsItShowsThem() throws IOException {
    byte[] workbook = workbook();

    Reading reading = read(workbook, pages);

    assertThat(pages.texts()).containsExactly("Prices\nwhat\tprice\nplums\t1.50\nfigs\t12.00");
    assertThat(pages.pages().getFirst().blocks())
        .containsExactly(
            Block.heading(0, 6, 1),
            Block.table(7, pages.texts().getFirst().length(), "what\tprice"));
    assertThat(reading).isInstanceOf(Reading.Done.class);
    assertThat(((Reading.Done) reading).properties().author()).isEqualTo("Ada");
  }

  @Test
  void aLongSheetBecomesSeveralPagesThatRepeatItsHeader() throws IOException {
    try (HSSFWorkbook workbook = new HSSFWorkbook()) {
      Sheet sheet = workbook.createSheet("Long");
      for (int number = 0; number < 1_001; number++) {
        sheet.createRow(number).createCell(0).setCellValue("row " + number);
      }
      read(bytes(workbook), pages);
    }

    assertThat(pages.pages()).hasSize(3);
    assertThat(pages.pages().getLast().text()).isEqualTo("Long\nrow 1000");
    assertThat(pages.pages().getLast().blocks().getLast().header()).isEqualTo("row 0");
  }

  @Test
  void aSlideIsAPage() throws IOException {
    try (HSLFSlideShow show = new HSLFSlideShow()) {
      for (String title : List.of("First", "Second")) {
        HSLFSlide slide = show.createSlide();
        slide.addTitle().setText(title);
        slide.createTextBox().setText("says " + title);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      show.write(bytes);
      read(bytes.toByteArray(), pages);
    }

    assertThat(pages.texts()).containsExactly("First\nsays First", "Second\nsays Second");
    assertThat(pages.pages().getFirst().blocks()).containsExactly(Block.heading(0, 5, 1));
  }

  @Test
  void aMessageTellsWhoWroteWhomAboutWhat() throws IOException {
    read(
        compound(
            "__properties_version1.0",
            new byte[32],
            "__substg1.0_0C1A001F",
            utf16("Ada"),
            "__substg1.0_0E04001F",
            utf16("Grace"),
            "__substg1.0_0037001F",
            utf16("Plums"),
            "__substg1.0_1000001F",
            utf16("They were cold.")),
        pages);

    assertThat(pages.texts())
        .containsExactly("From: Ada\nTo: Grace\nSubject: Plums\n\nThey were cold.");
  }

  @Test
  void aDocumentUnderAPasswordIsToldApart() throws IOException {
    byte[] workbook;
    Biff8EncryptionKey.setCurrentUserPassword("secret");
    try {
      workbook = workbook();
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }

    assertThat(failure(read(workbook, pages))).isEqualTo(Failure.ENCRYPTED);
    assertThat(failure(read(compound("EncryptedPackage", new byte[8]), pages)))
        .isEqualTo(Failure.ENCRYPTED);
  }

  @Test
  void whatIsDamagedEndsForAReason() throws IOException {
    byte[] torn = Arrays.copyOf(workbook(), 2_000);

    assertThat(failure(read(torn, pages))).isEqualTo(Failure.CORRUPT);
    assertThat(failure(read(compound("WordDocument", new byte[64]), pages)))
        .isEqualTo(Failure.CORRUPT);
    assertThat(failure(read(new byte[0], pages))).isEqualTo(Failure.CORRUPT);
    assertThat(failure(read(compound("Contents", new byte[8]), pages)))
        .isEqualTo(Failure.UNSUPPORTED);
  }

  @Test
  void everyByteMayBeWrong() throws IOException {
    byte[] workbook = workbook();
    for (int at = 0; at < workbook.length; at += 61) {
      byte[] wrong = workbook.clone();
      wrong[at] ^= (byte) 0xff;
      assertThat(read(wrong, KeptPages.all())).isNotNull();
    }
  }

  @Test
  void aSinkThatBreaksIsNotTakenForADamagedDocument() throws IOException {
    PageSink broken =
        (_, _, _) -> {
          throw new IllegalStateException("the table is away");
        };
    byte[] workbook = workbook();

    assertThatThrownBy(() -> read(workbook, broken)).hasMessage("the table is away");
  }

  @Test
  void readingStopsWhenNoMoreIsWantedAndGoesOnBehindIt() throws IOException {
    byte[] workbook;
    try (HSSFWorkbook three = new HSSFWorkbook()) {
      for (String name : List.of("a", "b", "c")) {
        three.createSheet(name).createRow(0).createCell(0).setCellValue(name);
      }
      workbook = bytes(three);
    }
    KeptPages two = new KeptPages(new ArrayList<>(), 2);
    assertThat(read(workbook, two)).isEqualTo(new Reading.Stopped());

    new OleExtractor()
        .extract(
            FileSource.of(workbook, folder),
            Position.after(2),
            pages,
            Deadline.in(Duration.ofMinutes(1), Clock.systemUTC()));
    assertThat(two.texts()).containsExactly("a\na", "b\nb");
    assertThat(pages.texts()).containsExactly("c\nc");
    assertThat(pages.pages().getFirst().number()).isEqualTo(3);
  }

  private Reading read(byte[] document, PageSink sink) throws IOException {
    return new OleExtractor()
        .extract(
            FileSource.of(document, folder),
            Position.START,
            sink,
            Deadline.in(Duration.ofMinutes(1), Clock.systemUTC()));
  }

  private static Failure failure(Reading reading) {
    return ((Reading.Refused) reading).failure();
  }

  private static byte[] workbook() throws IOException {
    try (HSSFWorkbook workbook = new HSSFWorkbook()) {
      CellStyle price = workbook.createCellStyle();
      price.setDataFormat(workbook.createDataFormat().getFormat("0.00"));
      Sheet sheet = workbook.createSheet("Prices");
      Row header = sheet.createRow(0);
      header.createCell(0).setCellValue("what");
      header.createCell(1).setCellValue("price");
      Object[][] rows = {{"plums", 1.5}, {"figs", 12.0}};
      for (int number = 0; number < rows.length; number++) {
        Row row = sheet.createRow(number + 1);
        row.createCell(0).setCellValue((String) rows[number][0]);
        row.createCell(1).setCellValue((Double) rows[number][1]);
        row.getCell(1).setCellStyle(price);
      }
      workbook.createInformationProperties();
      workbook.getSummaryInformation().setAuthor("Ada");
      return bytes(workbook);
    }
  }

  private static byte[] bytes(HSSFWorkbook workbook) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    workbook.write(bytes);
    return bytes.toByteArray();
  }

  /// {@return a compound file with streams}
  ///
  /// @param streams names and contents in turn
  private static byte[] compound(Object... streams) throws IOException {
    try (POIFSFileSystem file = new POIFSFileSystem()) {
      for (int i = 0; i < streams.length; i += 2) {
        file.createDocument(new ByteArrayInputStream((byte[]) streams[i + 1]), (String) streams[i]);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      file.writeFilesystem(bytes);
      return bytes.toByteArray();
    }
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }
}
