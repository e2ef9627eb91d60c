package dev.millrace.extraction.pdf;

import java.awt.geom.Point2D;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;

/// The angle between a text and the lines that a viewer shows. PDFBox finds words and lines only
/// where there is none.
final class Slant {
  /// The text runs as lines do.
  static final int NONE = 0;

  private static final int FULL_CIRCLE = 360;
  private static final int TOLERANCE = 1;

  private Slant() {}

  /// {@return the angle in whole degrees, the same for all glyphs of a block}
  static int of(TextPosition glyph) {
    int onPage = (int) Math.round(Math.toDegrees(angle(glyph)));
    int shown = Math.floorMod(onPage - glyph.getRotation(), FULL_CIRCLE);
    return shown <= TOLERANCE || shown >= FULL_CIRCLE - TOLERANCE ? NONE : shown;
  }

  /// {@return the glyph as if its block had been turned about the page's corner until it runs as
  /// lines do}
  static TextPosition straightened(TextPosition glyph) {
    Matrix turn = Matrix.getRotateInstance(-angle(glyph), 0, 0);
    Matrix matrix = glyph.getTextMatrix().multiply(turn);
    Point2D.Float end = turn.transformPoint(glyph.getEndX(), glyph.getEndY());
    return new TextPosition(
        0,
        glyph.getPageWidth(),
        glyph.getPageHeight(),
        matrix,
        end.x,
        end.y,
        glyph.getHeightDir(),
        Math.abs(end.x - matrix.getTranslateX()),
        glyph.getWidthOfSpace(),
        glyph.getUnicode(),
        glyph.getCharacterCodes(),
        glyph.getFont(),
        glyph.getFontSize(),
        (int) glyph.getFontSizeInPt());
  }

  private static double angle(TextPosition glyph) {
    Matrix matrix = glyph.getTextMatrix();
    double rise = matrix.getShearY();
    double run = matrix.getScaleX();
    // So it is with nearly all glyphs; the other way takes a hundred times as long.
    return rise == 0 && run > 0 ? 0 : Math.atan2(rise, run);
  }
}
