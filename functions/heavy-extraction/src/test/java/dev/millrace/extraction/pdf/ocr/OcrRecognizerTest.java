package dev.millrace.extraction.pdf.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.heavy.FileSource;
import dev.millrace.extraction.heavy.KeptPages;
import dev.millrace.extraction.pdf.PageRecognizer;
import dev.millrace.extraction.pdf.PdfExtractor;
import dev.millrace.testing.MemoryFlags;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OcrRecognizerTest {
  private static final String TEXT = "The plums were cold and sweet.";

  @TempDir private Path folder;

  private final KeptPages pages = KeptPages.all();

  @Test
  void aScannedPageIsRead() throws IOException {
    read(scan(), installed());

    assertThat(pages.texts()).containsExactly(TEXT);
    assertThat(pages.pages().getFirst().scanned()).isFalse();
  }

  @Test
  void withoutTesseractAScannedPageStaysUnreadAndIsToldApart() throws IOException {
    read(scan(), OcrRecognizer.installed("no-such-language"));

    assertThat(pages.texts()).containsExactly("");
    assertThat(pages.pages().getFirst().scanned()).isTrue();
  }

  @Test
  void aPageOfTextIsNotDrawnAtAll() throws IOException {
    read(
        typed(),
        (_, _, _) -> {
          throw new AssertionError("recognized");
        });

    assertThat(pages.texts()).containsExactly(TEXT);
  }

  @Test
  void itLeavesNoFilesBehind() throws IOException {
    read(scan(), installed());

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("page"));
    }
  }

  @Test
  void aPageThatTakesTooLongIsGivenUp() throws IOException {
    try (PDDocument scan = new PDDocument()) {
      PageRecognizer recognizer = installed();
      Optional<String> text =
          recognizer.textOf(scanned(scan), folder, Deadline.in(Duration.ZERO, Clock.systemUTC()));

      assertThat(text).isEmpty();
    }
  }

  @Test
  void aPageIsDrawnAtFewerDotsTheLargerItIsAndNotAtAllBeyond() throws IOException {
    assertThat(PagePicture.of(new PDPage(PDRectangle.A4)).orElseThrow().dpi()).isEqualTo(200);
    PagePicture large = PagePicture.of(new PDPage(new PDRectangle(3_600, 3_600))).orElseThrow();
    assertThat(large.dpi()).isEqualTo(111);
    assertThat((long) large.pixels().getWidth() * large.pixels().getHeight())
        .isLessThanOrEqualTo(31_000_000);
    assertThat(PagePicture.of(new PDPage(new PDRectangle(14_400, 14_400)))).isEmpty();
  }

  private void read(byte[] pdf, PageRecognizer recognizer) throws IOException {
    new PdfExtractor(new MemoryFlags().flags(), recognizer)
        .extract(
            FileSource.of(pdf, folder),
            Position.START,
            pages,
            Deadline.in(Duration.ofMinutes(1), Clock.systemUTC()));
  }

  private static PageRecognizer installed() {
    PageRecognizer recognizer = OcrRecognizer.installed("eng");
    assumeThat(recognizer)
        .as("tesseract with its English data is not installed, so OCR is not tested")
        .isNotSameAs(PageRecognizer.NONE);
    return recognizer;
  }

  private static byte[] typed() throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A5);
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(FontName.HELVETICA), 18);
        content.newLineAtOffset(50, 400);
        content.showText(TEXT);
        content.endText();
      }
      return bytes(document);
    }
  }

  /// {@return a PDF of one page that is a picture of the typed one}
  private static byte[] scan() throws IOException {
    try (PDDocument scan = new PDDocument()) {
      scanned(scan);
      return bytes(scan);
    }
  }

  private static PDPage scanned(PDDocument scan) throws IOException {
    try (PDDocument typed = Loader.loadPDF(typed())) {
      BufferedImage picture = new PDFRenderer(typed).renderImageWithDPI(0, 150, ImageType.GRAY);
      PDPage page = new PDPage(PDRectangle.A5);
      scan.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(scan, page)) {
        content.drawImage(
            LosslessFactory.createFromImage(scan, picture),
            0,
            0,
            PDRectangle.A5.getWidth(),
            PDRectangle.A5.getHeight());
      }
      return page;
    }
  }

  private static byte[] bytes(PDDocument document) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }
}
