package dev.millrace.extraction.office;

import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.zip.Parts;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/// Reads OpenDocument's texts, spreadsheets and presentations: the content, the headers and footers
/// that its styles hold, then embedded charts. A page is a slide, or ends where the last program
/// ended one.
final class OpenDocument {
  private static final Pattern EMBEDDED = Pattern.compile("Object \\d+/content\\.xml");
  private static final int MAX_REPEATED_CELLS = 50;
  private static final int MAX_REPEATED_SPACES = 1_000;
  private static final int MAX_LINKS = 1_000;

  private OpenDocument() {}

  static DocumentProperties read(Parts parts, Pages pages) throws IOException, XMLStreamException {
    refuseEncrypted(parts, pages);
    if (!parts.has("content.xml")) {
      throw new MissingPartException("content.xml");
    }
    Set<String> links = new LinkedHashSet<>();
    read("content.xml", links, parts, pages);
    read("styles.xml", links, parts, pages);
    for (String part : parts.names(EMBEDDED)) {
      read(part, links, parts, pages);
    }
    return Properties.read("meta.xml", parts, pages, List.copyOf(links));
  }

  private static void refuseEncrypted(Parts parts, Pages pages)
      throws IOException, XMLStreamException {
    Xml.read(
        "META-INF/manifest.xml",
        parts,
        pages,
        xml -> {
          for (Xml.Event event = xml.next(); event != Xml.Event.OVER; event = xml.next()) {
            if (event == Xml.Event.START && xml.name().equals("encryption-data")) {
              throw new EncryptedException();
            }
          }
        });
  }

  private static void read(String part, Set<String> links, Parts parts, Pages pages)
      throws IOException, XMLStreamException {
    Xml.read(part, parts, pages, xml -> new Content(xml, links, pages).read());
  }

  /// One part.
  private static final class Content {
    private final Xml xml;
    private final Set<String> links;
    private final Pages pages;
    private int paragraphs;
    private int tables;
    private int repeated;
    private int level;
    private boolean spreadsheet;

    Content(Xml xml, Set<String> links, Pages pages) {
      this.xml = xml;
      this.links = links;
      this.pages = pages;
    }

    void read() throws IOException, XMLStreamException {
      for (Xml.Event event = xml.next(); event != Xml.Event.OVER; event = xml.next()) {
        switch (event) {
          case START -> start();
          case TEXT -> {
            if (paragraphs > 0) {
              pages.append(xml.text());
            }
          }
          case END -> end();
          case OVER -> {}
        }
      }
    }

    private void start() throws IOException, XMLStreamException {
      switch (xml.name()) {
        case "tracked-changes", "automatic-styles", "script", "note-citation", "creator", "date" ->
            xml.skip();
        case "note", "annotation" -> pages.append(" ");
        case "spreadsheet" -> spreadsheet = true;
        case "p", "h" -> {
          paragraphs++;
          level = xml.name().equals("h") ? Math.max(1, xml.number("outline-level", 1, 9)) : 0;
        }
        case "s" -> pages.append(" ".repeat(xml.number("c", 1, MAX_REPEATED_SPACES)));
        case "tab" -> pages.append("\t");
        case "line-break" -> pages.append("\n");
        case "soft-page-break" -> {
          if (tables == 0 && pages.atStart()) {
            pages.breakPage();
          }
        }
        case "a" -> link();
        case "table" -> startTable();
        case "table-cell", "covered-table-cell" ->
            repeated = xml.number("number-columns-repeated", 1, MAX_REPEATED_CELLS);
        default -> {}
      }
    }

    private void startTable() {
      if (tables++ == 0) {
        pages.endTable();
        String name = xml.attribute("name", "");
        if (spreadsheet && !name.isEmpty()) {
          pages.breakPage();
          pages.append(name);
          pages.endHeading(1);
        }
      }
    }

    private void link() {
      String address = xml.attribute("href", "");
      if (address.contains(":") && links.size() < MAX_LINKS) {
        links.add(address);
      }
    }

    private void end() {
      switch (xml.name()) {
        case "p", "h" -> {
          paragraphs--;
          endParagraph();
        }
        case "table-cell", "covered-table-cell" -> {
          if (tables == 1) {
            boolean blank = pages.atStart();
            pages.endCell();
            for (int i = 1; blank && i < repeated; i++) {
              pages.endCell();
            }
          }
        }
        case "table-row" -> {
          if (tables == 1) {
            pages.endRow();
          }
        }
        case "table" -> {
          if (--tables == 0) {
            pages.endTable();
          }
        }
        case "page" -> pages.endPage();
        default -> {}
      }
    }

    private void endParagraph() {
      if (pages.atStart()) {
        return;
      }
      if (tables > 0) {
        pages.append(" ");
      } else if (level > 0) {
        pages.endHeading(level);
      } else {
        pages.endParagraph();
      }
    }
  }
}
