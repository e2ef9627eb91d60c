package dev.millrace.extraction.pdf;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationPopup;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// Reads a page's text: what its content draws, then what its forms and annotations show.
final class PageStripper extends PDFTextStripper {
  private final PageGuard guard;

  PageStripper(PageGuard guard) {
    this.guard = guard;
    setLineSeparator("\n");
    // Pages come one at a time: their numbers are the caller's business.
    setStartPage(0);
  }

  /// {@return the page's text} After an exception this stripper is of no more use.
  ///
  /// @throws IOException when the page is broken
  /// @throws PageLimitException when it costs more than the guard allows
  String textOf(PDPage page) throws IOException {
    guard.nextPage();
    StringWriter text = new StringWriter();
    output = text;
    processPage(page);
    return text.toString().strip();
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    guard.operator(getGraphicsStackSize());
    if (operator.getName().equals(OperatorName.DRAW_OBJECT)) {
      guard.object();
    }
    super.processOperator(operator, operands);
  }

  @Override
  protected void processTextPosition(TextPosition position) {
    guard.glyph(position.getUnicode());
    super.processTextPosition(position);
  }

  @Override
  protected void writePage() throws IOException {
    for (PDAnnotation annotation : getCurrentPage().getAnnotations(PageStripper::hasText)) {
      guard.step();
      show(annotation);
    }
    super.writePage();
  }

  /// A broken annotation costs its own text, not the page's.
  private void show(PDAnnotation annotation) {
    try {
      showAnnotation(annotation);
    } catch (PageLimitException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // the next annotation may be whole
    }
  }

  private static boolean hasText(PDAnnotation annotation) {
    return !annotation.isHidden()
        && !annotation.isNoView()
        && !(annotation instanceof PDAnnotationPopup);
  }
}
