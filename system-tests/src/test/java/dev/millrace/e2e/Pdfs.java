package dev.millrace.e2e;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// PDFs that the tests write themselves.
final class Pdfs {
  private Pdfs() {}

  /// Writes a document with a line of text on each page.
  static Path write(Path file, int pages) throws IOException {
    try (PDDocument document = document(pages)) {
      document.save(file.toFile());
    }
    return file;
  }

  /// Writes a document that wants a password.
  static Path writeEncrypted(Path file) throws IOException {
    try (PDDocument document = document(1)) {
      document.protect(new StandardProtectionPolicy("owner", "reader", new AccessPermission()));
      document.save(file.toFile());
    }
    return file;
  }

  /// Writes a document of one page that is a picture of a page with a line of text.
  static Path writeScanned(Path file) throws IOException {
    try (PDDocument typed = document(1);
        PDDocument scan = new PDDocument()) {
      PDPage page = new PDPage();
      scan.addPage(page);
      BufferedImage picture = new PDFRenderer(typed).renderImageWithDPI(0, 150, ImageType.GRAY);
      try (PDPageContentStream content = new PDPageContentStream(scan, page)) {
        content.drawImage(
            LosslessFactory.createFromImage(scan, picture),
            0,
            0,
            page.getMediaBox().getWidth(),
            page.getMediaBox().getHeight());
      }
      scan.save(file.toFile());
    }
    return file;
  }

  private static PDDocument document(int pages) throws IOException {
    PDDocument document = new PDDocument();
    PDType1Font font = new PDType1Font(FontName.HELVETICA);
    for (int number = 1; number <= pages; number++) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(font, 12);
        content.newLineAtOffset(72, 700);
        content.showText("Page " + number + ".");
        content.endText();
      }
    }
    return document;
  }
}
