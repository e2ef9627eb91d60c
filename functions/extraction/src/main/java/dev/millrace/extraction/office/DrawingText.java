package dev.millrace.extraction.office;

import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.zip.Parts;
import java.io.IOException;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;

/// Reads the text of what is drawn: shapes, tables on slides, charts, diagrams, comments. A title's
/// placeholder makes a heading.
final class DrawingText {
  private DrawingText() {}

  /// Adds the text of a part, if there is such a one.
  static void read(String part, Parts parts, Pages pages) throws IOException, XMLStreamException {
    Xml.read(part, parts, pages, xml -> read(xml, pages));
  }

  private static void read(Xml xml, Pages pages) throws IOException, XMLStreamException {
    boolean text = false;
    boolean title = false;
    int cells = 0;
    for (Xml.Event event = xml.next(); event != Xml.Event.OVER; event = xml.next()) {
      switch (event) {
        case START -> {
          switch (xml.name()) {
            case "Fallback", "fld" -> xml.skip();
            case "sp" -> title = false;
            case "ph" ->
                title = xml.attribute("type", "").toLowerCase(Locale.ROOT).endsWith("title");
            case "t", "text", "v" -> text = true;
            case "br" -> pages.append("\n");
            case "tc" -> cells++;
            default -> {}
          }
        }
        case TEXT -> {
          if (text) {
            pages.append(xml.text());
          }
        }
        case END -> {
          switch (xml.name()) {
            case "t", "text", "v" -> {
              text = false;
              if (!xml.name().equals("t")) {
                endPiece(pages, title, cells);
              }
            }
            case "p", "pt" -> endPiece(pages, title, cells);
            case "tc" -> {
              cells--;
              pages.endCell();
            }
            case "tr" -> pages.endRow();
            case "tbl" -> pages.endTable();
            default -> {}
          }
        }
        case OVER -> {
          return;
        }
      }
    }
  }

  private static void endPiece(Pages pages, boolean title, int cells) {
    if (pages.atStart()) {
      return;
    }
    if (cells > 0) {
      pages.append(" ");
    } else if (title) {
      pages.endHeading(1);
    } else {
      pages.endParagraph();
    }
  }
}
