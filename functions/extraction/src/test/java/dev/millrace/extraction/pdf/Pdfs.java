package dev.millrace.extraction.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Calendar;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;

/// Makes PDFs, honest and other ones.
public final class Pdfs implements AutoCloseable {
  private final PDFont font = new PDType1Font(FontName.HELVETICA);

  private final PDDocument document = new PDDocument();

  /// {@return a PDF with a page for each text}
  public static byte[] of(String... texts) throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      for (String text : texts) {
        pdf.page(text);
      }
      return pdf.bytes();
    }
  }

  /// {@return a PDF with as many pages, each of which tells its number}
  public static byte[] withPages(int pages) throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      for (int number = 1; number <= pages; number++) {
        pdf.page("Page " + number + " of the long book.");
      }
      return pdf.bytes();
    }
  }

  /// {@return a PDF that opens with a password only}
  public static byte[] encrypted(String password) throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      pdf.page("secret");
      pdf.document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
      return pdf.bytes();
    }
  }

  /// {@return a file of the given objects, the first of which is the catalogue} It has no table of
  /// their places, so that readers must search for them.
  public static byte[] raw(Iterable<String> objects) {
    StringBuilder file = new StringBuilder("%PDF-1.7\n");
    int number = 1;
    for (String object : objects) {
      file.append(number++).append(" 0 obj\n").append(object).append("\nendobj\n");
    }
    file.append("trailer\n<< /Root 1 0 R >>\n%%EOF\n");
    return file.toString().getBytes(ISO_8859_1);
  }

  /// {@return this PDF with a page of that text}
  public Pdfs page(String text) throws IOException {
    PDPage page = blankPage();
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      write(content, text);
    }
    return this;
  }

  /// {@return this PDF with a page of these drawing operators, under which `/F` is a font}
  public Pdfs drawing(String operators) throws IOException {
    PDPage page = blankPage();
    page.setContents(stream(operators));
    PDResources resources = new PDResources();
    resources.put(COSName.F, font);
    page.setResources(resources);
    return this;
  }

  /// {@return this PDF with a page whose drawing asks for a font that is none}
  public Pdfs brokenPage() throws IOException {
    drawing("BT /F 12 Tf (unread) Tj ET");
    PDFont broken = new PDType1Font(FontName.HELVETICA);
    broken.getCOSObject().setItem(COSName.SUBTYPE, COSName.TYPE0);
    lastPage().getResources().put(COSName.F, broken);
    return this;
  }

  /// {@return this PDF with a page without content, on which a note shows the text}
  public Pdfs pageWithNote(String text, boolean hidden) throws IOException {
    PDAppearanceStream appearance = new PDAppearanceStream(document);
    appearance.setBBox(new PDRectangle(300, 50));
    appearance.setResources(new PDResources());
    try (PDPageContentStream content = new PDPageContentStream(document, appearance)) {
      write(content, text);
    }
    PDAppearanceDictionary appearances = new PDAppearanceDictionary();
    appearances.setNormalAppearance(appearance);
    PDAnnotation note = new PDAnnotationText();
    note.setRectangle(new PDRectangle(100, 100, 300, 50));
    note.setAppearance(appearances);
    note.setHidden(hidden);
    blankPage().setAnnotations(List.of(note));
    return this;
  }

  /// {@return this PDF with a page that draws a form, which draws the next one ten times, and so
  /// on}
  public Pdfs laughingPage(int depth) throws IOException {
    PDFormXObject inner = form("BT /F 12 Tf (ha) Tj ET");
    inner.getResources().put(COSName.F, font);
    for (int i = 1; i < depth; i++) {
      PDFormXObject outer = form("/X Do ".repeat(10));
      outer.getResources().put(COSName.X, inner);
      inner = outer;
    }
    drawing("/X Do");
    lastPage().getResources().put(COSName.X, inner);
    return this;
  }

  /// {@return this PDF with a page whose content is the one byte so many times, well packed}
  public Pdfs pageOf(char filling, long times) throws IOException {
    PDPage page = blankPage();
    page.setContents(filled(filling, times));
    return this;
  }

  /// {@return this PDF with a page that draws a form of the one byte so many times}
  public Pdfs pageWithFormOf(char filling, long times) throws IOException {
    drawing("/X Do");
    PDFormXObject form = new PDFormXObject(filled(filling, times));
    form.setBBox(new PDRectangle(100, 100));
    form.setResources(new PDResources());
    lastPage().getResources().put(COSName.X, form);
    return this;
  }

  /// {@return this PDF with a page whose font's table of characters is the one byte so many times}
  public Pdfs pageWithFontTableOf(char filling, long times) throws IOException {
    drawing("BT /F 12 Tf (unread) Tj ET");
    PDFont swollen = new PDType1Font(FontName.HELVETICA);
    swollen.getCOSObject().setItem(COSName.TO_UNICODE, filled(filling, times));
    lastPage().getResources().put(COSName.F, swollen);
    return this;
  }

  /// {@return this PDF with a page that has so many notes, all the same}
  public Pdfs pageWithNotes(int count) throws IOException {
    pageWithNote("note", false);
    COSArray notes = lastPage().getCOSObject().getCOSArray(COSName.ANNOTS);
    for (int i = 1; i < count; i++) {
      notes.add(notes.get(0));
    }
    return this;
  }

  /// {@return this PDF with a heading in its table of contents, and one below it}
  public Pdfs outlined(String heading, String below) {
    PDOutlineItem inner = new PDOutlineItem();
    inner.setTitle(below);
    inner.setDestination(lastPage());
    PDOutlineItem outer = new PDOutlineItem();
    outer.setTitle(heading);
    outer.setDestination(document.getPage(0));
    outer.addLast(inner);
    PDDocumentOutline outline = new PDDocumentOutline();
    outline.addLast(outer);
    document.getDocumentCatalog().setDocumentOutline(outline);
    return this;
  }

  /// {@return this PDF with a link on its last page}
  public Pdfs linked(String address) throws IOException {
    PDActionURI action = new PDActionURI();
    action.setURI(address);
    PDAnnotationLink link = new PDAnnotationLink();
    link.setAction(action);
    link.setRectangle(new PDRectangle(10, 10, 100, 20));
    lastPage().setAnnotations(List.of(link));
    return this;
  }

  public Pdfs by(String author, Calendar createdAt) {
    document.getDocumentInformation().setAuthor(author);
    document.getDocumentInformation().setCreationDate(createdAt);
    return this;
  }

  public Pdfs titled(String title) {
    document.getDocumentInformation().setTitle(title);
    return this;
  }

  /// {@return this PDF, claiming to have as many pages}
  public Pdfs claimingPages(int count) {
    document.getPages().getCOSObject().setInt(COSName.COUNT, count);
    return this;
  }

  public byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }

  private PDPage lastPage() {
    return document.getPage(document.getNumberOfPages() - 1);
  }

  private PDPage blankPage() {
    PDPage page = new PDPage();
    document.addPage(page);
    return page;
  }

  private PDFormXObject form(String operators) throws IOException {
    PDFormXObject form = new PDFormXObject(stream(operators));
    form.setBBox(new PDRectangle(100, 100));
    form.setResources(new PDResources());
    return form;
  }

  private PDStream stream(String operators) throws IOException {
    PDStream stream = new PDStream(document);
    try (OutputStream bytes = stream.createOutputStream(COSName.FLATE_DECODE)) {
      bytes.write(operators.getBytes(ISO_8859_1));
    }
    return stream;
  }

  private PDStream filled(char filling, long times) throws IOException {
    PDStream stream = new PDStream(document);
    byte[] block = String.valueOf(filling).repeat(1 << 20).getBytes(ISO_8859_1);
    try (OutputStream bytes = stream.createOutputStream(COSName.FLATE_DECODE)) {
      for (long left = times; left > 0; left -= block.length) {
        bytes.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    return stream;
  }

  private void write(PDPageContentStream content, String text) throws IOException {
    content.beginText();
    content.setFont(font, 12);
    content.setLeading(14);
    content.newLineAtOffset(10, 20);
    for (String line : text.split("\n", -1)) {
      content.showText(line);
      content.newLine();
    }
    content.endText();
  }
}
