package dev.millrace.extraction.office;

import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.zip.Parts;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/// Reads Word's documents: the body, then notes, comments, headers, footers, charts and diagrams. A
/// page ends where Word last ended one, or was told to.
final class Docx {
  private static final Pattern BODY = Pattern.compile("word/document\\d*\\.xml");
  private static final Pattern BESIDE =
      Pattern.compile("word/(footnotes|endnotes|comments|header\\d*|footer\\d*)\\.xml");
  private static final Pattern DRAWN =
      Pattern.compile("word/(charts/chart|diagrams/data)\\d*\\.xml");
  private static final Pattern HEADING_NAME = Pattern.compile("heading (\\d)");

  private Docx() {}

  static DocumentProperties read(Parts parts, Pages pages) throws IOException, XMLStreamException {
    List<String> bodies = parts.names(BODY);
    if (bodies.isEmpty()) {
      throw new MissingPartException("document");
    }
    String body = bodies.getFirst();
    Map<String, Integer> levels = headingLevels(parts, pages);
    readText(body, levels, parts, pages);
    for (String part : parts.names(BESIDE)) {
      readText(part, levels, parts, pages);
    }
    for (String part : parts.names(DRAWN)) {
      DrawingText.read(part, parts, pages);
    }
    return Properties.read(
        "docProps/core.xml", parts, pages, Relations.of(body, parts, pages).links());
  }

  /// {@return style → the level of the headings that are set in it}
  private static Map<String, Integer> headingLevels(Parts parts, Pages pages)
      throws IOException, XMLStreamException {
    Map<String, Integer> levels = new HashMap<>();
    Xml.read("word/styles.xml", parts, pages, xml -> readLevels(xml, levels));
    return levels;
  }

  private static void readLevels(Xml xml, Map<String, Integer> levels)
      throws IOException, XMLStreamException {
    String style = "";
    for (Xml.Event event = xml.next(); event != Xml.Event.OVER; event = xml.next()) {
      if (event == Xml.Event.START) {
        switch (xml.name()) {
          case "style" -> style = xml.attribute("styleId", "");
          case "name" -> {
            String name = xml.attribute("val", "").toLowerCase(Locale.ROOT);
            Matcher heading = HEADING_NAME.matcher(name);
            if (heading.matches()) {
              levels.put(style, Integer.parseInt(heading.group(1)));
            } else if (name.equals("title")) {
              levels.put(style, 1);
            }
          }
          case "outlineLvl" -> {
            int level = xml.number("val", 9, 9) + 1;
            if (level <= 9) {
              levels.putIfAbsent(style, level);
            }
          }
          default -> {}
        }
      }
    }
  }

  private static void readText(String part, Map<String, Integer> levels, Parts parts, Pages pages)
      throws IOException, XMLStreamException {
    Xml.read(part, parts, pages, xml -> new Body(xml, levels, pages).read());
  }

  /// One part with paragraphs and tables.
  private static final class Body {
    private final Xml xml;
    private final Map<String, Integer> levels;
    private final Pages pages;
    private boolean text;
    private int tables;
    private int level;
    private boolean breakAfter;

    Body(Xml xml, Map<String, Integer> levels, Pages pages) {
      this.xml = xml;
      this.levels = levels;
      this.pages = pages;
    }

    void read() throws IOException, XMLStreamException {
      for (Xml.Event event = xml.next(); event != Xml.Event.OVER; event = xml.next()) {
        switch (event) {
          case START -> start();
          case TEXT -> {
            if (text) {
              pages.append(xml.text());
            }
          }
          case END -> end();
          case OVER -> {}
        }
      }
      if (!pages.atStart()) {
        pages.endParagraph();
      }
    }

    private void start() throws IOException, XMLStreamException {
      switch (xml.name()) {
        case "Fallback", "instrText", "delText", "sectPr" -> xml.skip();
        case "t" -> text = true;
        case "tab" -> {
          if (!pages.atStart()) {
            pages.append("\t");
          }
        }
        case "noBreakHyphen" -> pages.append("-");
        case "cr" -> pages.append("\n");
        case "br" -> {
          if (xml.attribute("type", "").equals("page")) {
            breakPage();
          } else {
            pages.append("\n");
          }
        }
        case "lastRenderedPageBreak" -> breakPage();
        case "p" -> level = 0;
        case "pStyle" -> level = levels.getOrDefault(xml.attribute("val", ""), level);
        case "outlineLvl" -> {
          int told = xml.number("val", 9, 9) + 1;
          level = told <= 9 ? told : level;
        }
        case "tbl" -> {
          if (tables++ == 0) {
            pages.endTable();
          }
        }
        default -> {}
      }
    }

    private void end() {
      switch (xml.name()) {
        case "t" -> text = false;
        case "p" -> endParagraph();
        case "tc" -> {
          if (tables == 1) {
            pages.endCell();
          }
        }
        case "tr" -> {
          if (tables == 1) {
            pages.endRow();
          }
        }
        case "tbl" -> {
          if (--tables == 0) {
            pages.endTable();
          }
        }
        default -> {}
      }
    }

    private void endParagraph() {
      if (tables > 0) {
        pages.append(" ");
        return;
      }
      if (!pages.atStart()) {
        if (level > 0) {
          pages.endHeading(level);
        } else {
          pages.endParagraph();
        }
      }
      level = 0;
      if (breakAfter) {
        breakAfter = false;
        pages.breakPage();
      }
    }

    /// A page that ends inside a paragraph or table ends behind it.
    private void breakPage() {
      if (pages.atStart() && tables == 0) {
        pages.breakPage();
      } else {
        breakAfter = true;
      }
    }
  }
}
