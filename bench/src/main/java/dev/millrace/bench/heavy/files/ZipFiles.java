package dev.millrace.bench.heavy.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Documents that are zips: some text, and pictures that make up the rest.
final class ZipFiles {
  private static final String OPEN_XML = "application/vnd.openxmlformats-officedocument.";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
  private static final int PARAGRAPHS = 40;
  private static final int ROWS = 200;
  private static final int CELLS = 8;
  private static final int SLIDES = 15;
  private static final int PICTURE_BYTES = 8_000_000;

  private final ZipOutputStream zip;
  private final Filler filler;

  private ZipFiles(OutputStream out, Filler filler) {
    this.zip = new ZipOutputStream(out);
    this.filler = filler;
    zip.setLevel(Deflater.BEST_SPEED);
  }

  static void docx(OutputStream out, Filler filler, long bytes) throws IOException {
    ZipFiles file = new ZipFiles(out, filler);
    file.contentTypes("/word/document.xml", "wordprocessingml.document.main+xml");
    file.begin("word/document.xml");
    file.print("<w:document xmlns:w=\"w\"><w:body>");
    for (int i = 0; i < PARAGRAPHS; i++) {
      file.print("<w:p><w:r><w:t>");
      filler.words(file.zip, 60);
      file.print("</w:t></w:r></w:p>");
    }
    file.print("</w:body></w:document>");
    file.end("word/media/", bytes);
  }

  static void xlsx(OutputStream out, Filler filler, long bytes) throws IOException {
    ZipFiles file = new ZipFiles(out, filler);
    file.contentTypes("/xl/workbook.xml", "spreadsheetml.sheet.main+xml");
    file.entry(
        "xl/workbook.xml",
        "<workbook xmlns:r=\"%s\"><sheets><sheet name=\"Levels\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            .formatted(OFFICE));
    file.relations("xl/_rels/workbook.xml.rels", "r1", "worksheet", "worksheets/sheet1.xml");
    file.begin("xl/worksheets/sheet1.xml");
    file.print("<worksheet><sheetData>");
    for (int row = 0; row < ROWS; row++) {
      file.print("<row>");
      for (int cell = 0; cell < CELLS; cell++) {
        file.print("<c><v>" + filler.below(1_000_000) + "</v></c>");
      }
      file.print("</row>");
    }
    file.print("</sheetData></worksheet>");
    file.end("xl/media/", bytes);
  }

  static void pptx(OutputStream out, Filler filler, long bytes) throws IOException {
    ZipFiles file = new ZipFiles(out, filler);
    file.contentTypes("/ppt/presentation.xml", "presentationml.presentation.main+xml");
    for (int slide = 1; slide <= SLIDES; slide++) {
      file.begin("ppt/slides/slide" + slide + ".xml");
      file.print("<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><p:sp><a:p><a:r><a:t>");
      filler.words(file.zip, 80);
      file.print("</a:t></a:r></a:p></p:sp></p:sld>");
    }
    file.end("ppt/media/", bytes);
  }

  static void odt(OutputStream out, Filler filler, long bytes) throws IOException {
    ZipFiles file = new ZipFiles(out, filler);
    file.mimetype("application/vnd.oasis.opendocument.text");
    file.begin("content.xml");
    file.print("<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:text>");
    for (int i = 0; i < PARAGRAPHS; i++) {
      file.print("<text:p>");
      filler.words(file.zip, 60);
      file.print("</text:p>");
    }
    file.print("</office:text></office:document-content>");
    file.end("Pictures/", bytes);
  }

  static void epub(OutputStream out, Filler filler, long bytes) throws IOException {
    ZipFiles file = new ZipFiles(out, filler);
    file.mimetype("application/epub+zip");
    file.entry(
        "META-INF/container.xml",
        "<container><rootfiles><rootfile full-path=\"book.opf\"/></rootfiles></container>");
    file.entry(
        "book.opf",
        "<package><manifest><item id=\"c1\" href=\"c1.xhtml\"/></manifest><spine><itemref idref=\"c1\"/></spine></package>");
    file.begin("c1.xhtml");
    file.print("<html><body><h1>The mill</h1>");
    for (int i = 0; i < PARAGRAPHS; i++) {
      file.print("<p>");
      filler.words(file.zip, 60);
      file.print("</p>");
    }
    file.print("</body></html>");
    file.end("images/", bytes);
  }

  private void contentTypes(String part, String type) throws IOException {
    entry(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"%s\" ContentType=\"%s\"/></Types>"
            .formatted(part, OPEN_XML + type));
  }

  private void relations(String name, String id, String type, String target) throws IOException {
    entry(
        name,
        "<Relationships><Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/></Relationships>"
            .formatted(id, OFFICE, type, target));
  }

  /// The first part of such a file, and not packed, so that it can be told by its first bytes.
  private void mimetype(String type) throws IOException {
    byte[] bytes = type.getBytes(UTF_8);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry("mimetype");
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
  }

  private void entry(String name, String content) throws IOException {
    begin(name);
    zip.write(content.getBytes(UTF_8));
  }

  private void begin(String name) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    if (name.endsWith(".xml")) {
      print(XML);
    }
  }

  private void print(String text) throws IOException {
    zip.write(text.getBytes(UTF_8));
  }

  /// Ends the file with pictures in a folder.
  private void end(String folder, long bytes) throws IOException {
    zip.setLevel(Deflater.NO_COMPRESSION);
    int number = 1;
    for (long left = bytes; left > 0; left -= PICTURE_BYTES) {
      zip.putNextEntry(new ZipEntry(folder + "image" + number++ + ".jpeg"));
      filler.noise(zip, Math.min(PICTURE_BYTES, left));
    }
    zip.finish();
  }
}
