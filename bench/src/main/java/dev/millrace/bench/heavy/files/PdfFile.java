package dev.millrace.bench.heavy.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/// PDFs whose pages have text and a picture, of any number of pages: object by object, never held
/// in memory.
public final class PdfFile {
  private static final int USUAL_PAGE_BYTES = 4_000_000;
  private static final int PICTURE_WIDTH = 100;
  private static final int LINES = 12;
  private static final int WORDS = 11;

  /// Catalog, page tree and font.
  private static final int SHARED_OBJECTS = 3;

  /// Page, content and picture.
  private static final int OBJECTS_OF_PAGE = 3;

  private final OutputStream out;
  private final Filler filler;
  private final long[] offsets;
  private final int pages;
  private long written;

  private PdfFile(OutputStream out, Filler filler, int pages) {
    this.out = out;
    this.filler = filler;
    this.pages = pages;
    this.offsets = new long[SHARED_OBJECTS + OBJECTS_OF_PAGE * pages + 1];
  }

  static void write(OutputStream out, Filler filler, long bytes) throws IOException {
    write(out, filler, bytes, (int) Math.max(1, bytes / USUAL_PAGE_BYTES));
  }

  /// Writes a PDF.
  ///
  /// @param seed equal for equal content
  /// @param bytes about how many it shall have
  public static void write(OutputStream out, long seed, long bytes, int pages) throws IOException {
    write(out, new Filler(seed), bytes, pages);
  }

  private static void write(OutputStream out, Filler filler, long bytes, int pages)
      throws IOException {
    new PdfFile(out, filler, pages).write(Math.max(1, (int) (bytes / pages / PICTURE_WIDTH)));
  }

  private void write(int pictureHeight) throws IOException {
    print("%PDF-1.7\n");
    object(1, "<</Type/Catalog/Pages 2 0 R>>");
    object(3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
    StringBuilder kids = new StringBuilder();
    for (int page = 0; page < pages; page++) {
      int number = SHARED_OBJECTS + 1 + OBJECTS_OF_PAGE * page;
      kids.append(number).append(" 0 R ");
      object(
          number,
          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>/XObject<</P %d 0 R>>>>>>"
              .formatted(number + 1, number + 2));
      byte[] content = content(page + 1);
      begin(number + 1, "<</Length %d>>\nstream\n".formatted(content.length));
      out.write(content);
      written += content.length;
      print("\nendstream\nendobj\n");
      picture(number + 2, pictureHeight);
    }
    object(2, "<</Type/Pages/Count %d/Kids[%s]>>".formatted(pages, kids));
    index();
  }

  private byte[] content(int page) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(
        "q 80 0 0 80 480 740 cm /P Do Q BT /F 11 Tf 14 TL 50 720 Td\n".getBytes(US_ASCII));
    content.write("(Page %d) Tj T*\n".formatted(page).getBytes(US_ASCII));
    for (int line = 0; line < LINES; line++) {
      content.write('(');
      filler.words(content, WORDS);
      content.write(") Tj T*\n".getBytes(US_ASCII));
    }
    content.write("ET".getBytes(US_ASCII));
    return content.toByteArray();
  }

  private void picture(int number, int height) throws IOException {
    int bytes = PICTURE_WIDTH * height;
    begin(
        number,
        "<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Length %d>>\nstream\n"
            .formatted(PICTURE_WIDTH, height, bytes));
    filler.noise(out, bytes);
    written += bytes;
    print("\nendstream\nendobj\n");
  }

  private void index() throws IOException {
    long start = written;
    StringBuilder table =
        new StringBuilder("xref\n0 %d\n0000000000 65535 f \n".formatted(offsets.length));
    for (int number = 1; number < offsets.length; number++) {
      table.append(String.format(Locale.ROOT, "%010d 00000 n \n", offsets[number]));
    }
    print(table.toString());
    print(
        "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(offsets.length, start));
  }

  private void object(int number, String content) throws IOException {
    begin(number, content);
    print("\nendobj\n");
  }

  private void begin(int number, String start) throws IOException {
    offsets[number] = written;
    print(number + " 0 obj\n" + start);
  }

  private void print(String text) throws IOException {
    byte[] bytes = text.getBytes(US_ASCII);
    out.write(bytes);
    written += bytes.length;
  }
}
