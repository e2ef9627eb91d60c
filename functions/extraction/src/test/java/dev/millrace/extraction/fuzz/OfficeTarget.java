package dev.millrace.extraction.fuzz;

import dev.millrace.extraction.office.OfficeExtractor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Office files whose parts are bytes of any kind can be read, or are refused for a reason.
public final class OfficeTarget {
  private static final int PART_END = 0x1f;

  private static final List<Format> FORMATS =
      List.of(
          new Format(
              OfficeExtractor.docx(),
              "word/document.xml",
              "word/styles.xml",
              "word/_rels/document.xml.rels",
              "word/charts/chart1.xml"),
          new Format(
              OfficeExtractor.xlsx(),
              "xl/workbook.xml",
              "xl/_rels/workbook.xml.rels",
              "xl/worksheets/sheet1.xml",
              "xl/sharedStrings.xml",
              "xl/styles.xml"),
          new Format(
              OfficeExtractor.pptx(),
              "ppt/slides/slide1.xml",
              "ppt/presentation.xml",
              "ppt/_rels/presentation.xml.rels",
              "ppt/slides/_rels/slide1.xml.rels",
              "ppt/charts/chart1.xml"),
          new Format(
              OfficeExtractor.openDocument(),
              "content.xml",
              "styles.xml",
              "META-INF/manifest.xml"));

  private OfficeTarget() {}

  /// A format with the parts that a document of it may have.
  private record Format(ReadFile read, List<String> parts) {
    Format(OfficeExtractor extractor, String... parts) {
      this(new ReadFile(extractor), List.of(parts));
    }
  }

  /// Reads an office file.
  ///
  /// @param data the number of a format, then its parts, apart by a control character
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    Format format = FORMATS.get(data.length == 0 ? 0 : Math.floorMod(data[0], FORMATS.size()));
    String[] parts =
        new String(Inputs.from(data, 1), StandardCharsets.ISO_8859_1)
            .split(String.valueOf((char) PART_END), format.parts().size());
    try (OutputStream out = Files.newOutputStream(format.read().file());
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(0);
      for (int i = 0; i < parts.length; i++) {
        zip.putNextEntry(new ZipEntry(format.parts().get(i)));
        zip.write(parts[i].getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    format.read().read();
  }
}
