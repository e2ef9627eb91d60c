package dev.millrace.extraction.office;

import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.zip.Parts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// Reads Excel's workbooks sheet by sheet: its name as a heading, its rows as they are shown, then
/// its headers, footers, comments, text boxes and charts.
final class Xlsx {
  private static final String WORKBOOK = "xl/workbook.xml";
  private static final Pattern SHEET = Pattern.compile("xl/worksheets/sheet\\d*\\.xml");
  private static final Pattern PAGE_FIELDS = Pattern.compile("&([LCRPNDTAFZ]|\"[^\"]*\"|\\d+)");
  private static final int MAX_GAP = 50;

  private Xlsx() {}

  private record Sheet(String name, String part) {}

  static DocumentProperties read(Parts parts, Pages pages) throws IOException, XMLStreamException {
    Workbook workbook = Workbook.of(parts, pages);
    List<Sheet> sheets = sheets(parts, pages);
    if (sheets.isEmpty()) {
      throw new MissingPartException("sheet");
    }
    Set<String> links = new LinkedHashSet<>();
    for (Sheet sheet : sheets) {
      if (!pages.wanted()) {
        break;
      }
      pages.append(sheet.name());
      pages.endHeading(1);
      Xml.read(sheet.part(), parts, pages, xml -> new Rows(xml, workbook, pages).read());
      Relations relations = Relations.of(sheet.part(), parts, pages);
      readDrawn(relations, parts, pages);
      links.addAll(relations.links());
      pages.breakPage();
    }
    return Properties.read("docProps/core.xml", parts, pages, List.copyOf(links));
  }

  private static List<Sheet> sheets(Parts parts, Pages pages)
      throws IOException, XMLStreamException {
    Relations relations = Relations.of(WORKBOOK, parts, pages);
    List<Sheet> sheets = new ArrayList<>();
    relations.eachReferred(
        "sheet",
        WORKBOOK,
        parts,
        pages,
        (xml, part) -> sheets.add(new Sheet(xml.attribute("name", ""), part)));
    return sheets.isEmpty()
        ? parts.names(SHEET).stream().map(part -> new Sheet("", part)).toList()
        : sheets;
  }

  private static void readDrawn(Relations relations, Parts parts, Pages pages)
      throws IOException, XMLStreamException {
    for (String type : List.of("comments", "threadedComment", "drawing")) {
      for (String part : relations.parts(type)) {
        DrawingText.read(part, parts, pages);
        for (String chart : Relations.of(part, parts, pages).parts("chart")) {
          DrawingText.read(chart, parts, pages);
        }
      }
    }
  }

  /// The rows of one sheet.
  private static final class Rows {
    private static final int MAX_VALUE_CHARS = 64 * 1024;

    private final Xml xml;
    private final Workbook workbook;
    private final Pages pages;
    private final StringBuilder value = new StringBuilder();
    private boolean text;
    private @Nullable String type;
    private int style;
    private int column;

    Rows(Xml xml, Workbook workbook, Pages pages) {
      this.xml = xml;
      this.workbook = workbook;
      this.pages = pages;
    }

    void read() throws IOException, XMLStreamException {
      for (Xml.Event event = xml.next(); event != Xml.Event.OVER; event = xml.next()) {
        switch (event) {
          case START -> start();
          case TEXT -> {
            if (text && value.length() < MAX_VALUE_CHARS) {
              value.append(xml.text());
            }
          }
          case END -> end();
          case OVER -> {}
        }
      }
      pages.endTable();
    }

    private void start() throws IOException, XMLStreamException {
      switch (xml.name()) {
        case "rPh" -> xml.skip();
        case "row" -> column = 0;
        case "c" -> {
          skipTo(xml.attribute("r"));
          type = xml.attribute("t");
          style = xml.number("s", 0, Integer.MAX_VALUE);
          value.setLength(0);
        }
        case "v", "t" -> text = true;
        case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter" -> {
          text = true;
          value.setLength(0);
        }
        default -> {}
      }
    }

    private void end() {
      switch (xml.name()) {
        case "v", "t" -> text = false;
        case "c" -> {
          pages.append(workbook.shown(value.toString(), type, style));
          pages.endCell();
          column++;
        }
        case "row" -> pages.endRow();
        case "sheetData" -> pages.endTable();
        case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter" -> {
          text = false;
          String line = PAGE_FIELDS.matcher(value).replaceAll(" ").strip();
          if (!line.isEmpty()) {
            pages.append(line);
            pages.endParagraph();
          }
        }
        default -> {}
      }
    }

    /// Blank cells are left out of the file; a reference such as `C7` tells how many.
    private void skipTo(@Nullable String reference) {
      int target = 0;
      for (int i = 0; reference != null && i < reference.length() && i < 3; i++) {
        char c = reference.charAt(i);
        if (c < 'A' || c > 'Z') {
          break;
        }
        target = target * 26 + (c - 'A' + 1);
      }
      for (int gap = 0; column < target - 1 && gap < MAX_GAP; gap++) {
        pages.endCell();
        column++;
      }
      column = Math.max(column, target - 1);
    }
  }
}
