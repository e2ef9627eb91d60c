package dev.millrace.extraction.pdf;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDType3CharProc;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationPopup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/// Reads a page's text: what its content draws and what its forms and annotations show, then each
/// slanted or upright text as a block of its own.
final class PageStripper extends PDFTextStripper {
  private final PageGuard guard;
  private final boolean dropsOffPageText;
  private final DecodedSize sizes = new DecodedSize();
  private final Map<Integer, List<TextPosition>> slanted = new TreeMap<>();
  private final PictureShare pictures = new PictureShare();
  private final Overprint overprint = new Overprint();
  private PageFrame frame = PageFrame.NONE;
  private boolean replaced;

  /// @param dropsOffPageText whether text outside of what a viewer shows is left out
  PageStripper(PageGuard guard, boolean dropsOffPageText) {
    this.guard = guard;
    this.dropsOffPageText = dropsOffPageText;
    setLineSeparator("\n");
    setSuppressDuplicateOverlappingText(false);
    // Pages come one at a time: their numbers are the caller's business.
    setStartPage(0);
  }

  /// {@return the page's text} After an exception this stripper is of no more use.
  ///
  /// @throws IOException when the page is broken
  /// @throws PageLimitException when it costs more than the guard allows
  String textOf(PDPage page) throws IOException {
    guard.nextPage();
    sizes.check(page.getCOSObject());
    slanted.clear();
    overprint.clear();
    replaced = false;
    pictures.start(page);
    frame = PageFrame.of(page);
    StringWriter text = new StringWriter();
    output = text;
    processPage(page);
    return text.toString().strip();
  }

  /// {@return whether the page that was read last is a picture of text}
  ///
  /// @param text its text
  boolean scanned(String text) {
    return pictures.scanned(text);
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    guard.operator(getGraphicsStackSize());
    switch (operator.getName()) {
      case OperatorName.DRAW_OBJECT -> {
        guard.object(getLevel());
        if (drawsPicture(operands)) {
          pictures.add(getGraphicsState().getCurrentTransformationMatrix());
        }
      }
      case OperatorName.BEGIN_INLINE_IMAGE ->
          pictures.add(getGraphicsState().getCurrentTransformationMatrix());
      case OperatorName.SET_FONT_AND_SIZE -> checkFont(operands);
      default -> {}
    }
    super.processOperator(operator, operands);
  }

  @Override
  public void showForm(PDFormXObject form) throws IOException {
    sizes.check(form.getCOSObject());
    super.showForm(form);
  }

  @Override
  protected void processTransparencyGroup(PDTransparencyGroup group) throws IOException {
    sizes.check(group.getCOSObject());
    super.processTransparencyGroup(group);
  }

  @Override
  protected void processType3Stream(PDType3CharProc glyph, Matrix matrix) throws IOException {
    sizes.check(glyph.getCOSObject());
    super.processType3Stream(glyph, matrix);
  }

  @Override
  protected void processAnnotation(PDAnnotation annotation, PDAppearanceStream appearance)
      throws IOException {
    sizes.check(appearance.getCOSObject());
    super.processAnnotation(annotation, appearance);
  }

  @Override
  public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
    super.beginMarkedContentSequence(tag, properties);
    replaced = properties != null && properties.getString(COSName.ACTUAL_TEXT) != null;
  }

  @Override
  public void endMarkedContentSequence() {
    super.endMarkedContentSequence();
    replaced = false;
  }

  @Override
  protected void processTextPosition(TextPosition position) {
    guard.glyph(position.getUnicode());
    if (dropsOffPageText && !frame.shows(position)) {
      return;
    }
    int slant = Slant.of(position);
    if (slant == Slant.NONE) {
      // What is written in place of glyphs counts, wherever they stand.
      if (replaced || !overprint.covers(position)) {
        super.processTextPosition(position);
      }
    } else {
      slanted.computeIfAbsent(slant, _ -> new ArrayList<>()).add(Slant.straightened(position));
    }
  }

  @Override
  protected void writePage() throws IOException {
    PDPage page = getCurrentPage();
    COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
    if (annotations != null) {
      guard.annotations(annotations.size());
      for (PDAnnotation annotation : page.getAnnotations(PageStripper::hasText)) {
        guard.step();
        show(annotation);
      }
    }
    super.writePage();
    for (List<TextPosition> block : slanted.values()) {
      charactersByArticle.forEach(Collection::clear);
      charactersByArticle.getFirst().addAll(block);
      super.writePage();
    }
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

  private boolean drawsPicture(List<COSBase> operands) {
    PDResources resources = getResources();
    return resources != null
        && !operands.isEmpty()
        && operands.getFirst() instanceof COSName name
        && resources.isImageXObject(name);
  }

  private void checkFont(List<COSBase> operands) throws IOException {
    PDResources resources = getResources();
    if (resources != null && !operands.isEmpty() && operands.getFirst() instanceof COSName name) {
      COSDictionary fonts = resources.getCOSObject().getCOSDictionary(COSName.FONT);
      sizes.checkFont(fonts == null ? null : fonts.getCOSDictionary(name));
    }
  }

  private static boolean hasText(PDAnnotation annotation) {
    return !annotation.isHidden()
        && !annotation.isNoView()
        && !(annotation instanceof PDAnnotationPopup);
  }
}
