package dev.millrace.extraction.pdf.ocr;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;

/// A page as one sees it, in gray.
///
/// @param pixels a byte each
/// @param dpi pixels per inch
record PagePicture(BufferedImage pixels, int dpi) {
  /// What tesseract reads best at the least cost.
  private static final int DPI = 200;

  private static final int LEAST_DPI = 70;
  private static final double POINTS_PER_INCH = 72;

  /// A page of the size A1 at {@value #DPI} dpi.
  private static final double MAX_PIXELS = 31_000_000;

  /// What a picture on the page may unpack to: a page of the size A3 scanned at 600 dpi.
  private static final long MAX_SOURCE_PIXELS = 70_000_000;

  /// Draws a page, at fewer dots per inch the larger it is.
  ///
  /// @return the picture, or empty if the page or a picture on it is too large to be drawn
  /// @throws IOException when the page is broken
  static Optional<PagePicture> of(PDPage page) throws IOException {
    PDRectangle box = page.getCropBox();
    double squareInches = box.getWidth() / POINTS_PER_INCH * (box.getHeight() / POINTS_PER_INCH);
    int dpi = (int) Math.min(DPI, Math.sqrt(MAX_PIXELS / Math.max(squareInches, 1e-3)));
    if (dpi < LEAST_DPI || hasHugePicture(page.getResources())) {
      return Optional.empty();
    }
    // The page alone: a renderer asks for its page by number, and no page tree is to be trusted.
    try (PDDocument alone = new PDDocument()) {
      PDPage copy = alone.importPage(page);
      copy.setResources(page.getResources());
      PDFRenderer renderer = new PDFRenderer(alone);
      renderer.setSubsamplingAllowed(true);
      return Optional.of(new PagePicture(renderer.renderImageWithDPI(0, dpi, ImageType.GRAY), dpi));
    }
  }

  private static boolean hasHugePicture(@Nullable PDResources resources) throws IOException {
    if (resources == null) {
      return false;
    }
    for (COSName name : resources.getXObjectNames()) {
      if (resources.isImageXObject(name)) {
        PDXObject object = resources.getXObject(name);
        if (object instanceof PDImageXObject image
            && (long) image.getWidth() * image.getHeight() > MAX_SOURCE_PIXELS) {
          return true;
        }
      }
    }
    return false;
  }
}
