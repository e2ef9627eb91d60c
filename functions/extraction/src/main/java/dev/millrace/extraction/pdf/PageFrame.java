package dev.millrace.extraction.pdf;

import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.TextPosition;

/// The part of a page that a viewer shows, in points, the way round that it shows it.
record PageFrame(double width, double height) {
  static final PageFrame NONE = new PageFrame(0, 0);

  private static final double TOLERANCE = 2;

  static PageFrame of(PDPage page) {
    PDRectangle box = page.getCropBox();
    return page.getRotation() % 180 == 0
        ? new PageFrame(box.getWidth(), box.getHeight())
        : new PageFrame(box.getHeight(), box.getWidth());
  }

  /// {@return whether a glyph stands in it, at least in part}
  boolean shows(TextPosition glyph) {
    return glyph.getX() >= -TOLERANCE
        && glyph.getY() >= -TOLERANCE
        && glyph.getX() <= width + TOLERANCE
        && glyph.getY() <= height + TOLERANCE + glyph.getHeight();
  }
}
