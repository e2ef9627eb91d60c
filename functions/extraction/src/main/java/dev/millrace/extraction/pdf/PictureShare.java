package dev.millrace.extraction.pdf;

import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;

/// How much of a page its pictures cover. A page that is all picture and hardly any text was
/// scanned.
final class PictureShare {
  private static final double SCANNED = 0.7;
  private static final int FEW_WORDS = 5;
  private static final Pattern WORD = Pattern.compile("\\S+");

  private double pageArea = 1;
  private double covered;

  /// Begins with a new page.
  void start(PDPage page) {
    PDRectangle box = page.getCropBox();
    pageArea = (double) box.getWidth() * box.getHeight();
    covered = 0;
  }

  /// Counts a picture, which fills the unit square under the matrix (ISO 32000-1, 8.9.5.1).
  void add(Matrix matrix) {
    covered +=
        Math.abs(matrix.getScaleX() * matrix.getScaleY() - matrix.getShearX() * matrix.getShearY());
  }

  /// {@return whether the page with this text was scanned}
  boolean scanned(String text) {
    return covered >= SCANNED * pageArea && WORD.matcher(text).results().count() < FEW_WORDS;
  }
}
