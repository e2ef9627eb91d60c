package dev.millrace.extraction.pdf.ocr;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.pdf.PageRecognizer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads scanned pages: draws each, and lets tesseract read the picture.
public final class OcrRecognizer implements PageRecognizer {
  private static final Logger LOG = LoggerFactory.getLogger(OcrRecognizer.class);

  /// Ten times what a dense page takes on one processor.
  private static final Duration MAX_PAGE_TIME = Duration.ofSeconds(30);

  private final Tesseract tesseract;

  private OcrRecognizer(Tesseract tesseract) {
    this.tesseract = tesseract;
  }

  /// {@return a recognizer, or one that reads nothing where tesseract is not installed}
  ///
  /// @param languages of tesseract's data files, joined by `+`
  public static PageRecognizer installed(String languages) {
    Tesseract tesseract = new Tesseract(languages);
    if (tesseract.isInstalled()) {
      return new OcrRecognizer(tesseract);
    }
    LOG.warn("tesseract with {} is not installed: scanned pages stay unread", languages);
    return NONE;
  }

  @Override
  public Optional<String> textOf(PDPage page, Path folder, Deadline deadline) throws IOException {
    Optional<PagePicture> picture = PagePicture.of(page);
    return picture.isEmpty()
        ? Optional.empty()
        : tesseract.read(
            picture.get().pixels(), picture.get().dpi(), folder, deadline.within(MAX_PAGE_TIME));
  }
}
