package dev.millrace.extraction.office;

import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.zip.Parts;
import dev.millrace.extraction.core.zip.TooBigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// What the sheets of a workbook share: its texts, and how numbers are shown.
///
/// @param formats by style
/// @param from1904 whether days are counted from 1904 on, as on old Macintoshes
record Workbook(List<String> texts, List<NumberFormat> formats, boolean from1904) {
  private static final long MAX_SHARED_CHARS = 64L << 20;
  private static final int MAX_STYLES = 100_000;

  Workbook {
    texts = List.copyOf(texts);
    formats = List.copyOf(formats);
  }

  static Workbook of(Parts parts, Pages pages) throws IOException, XMLStreamException {
    List<String> texts = new ArrayList<>();
    Xml.read("xl/sharedStrings.xml", parts, pages, xml -> readTexts(xml, texts));
    List<NumberFormat> formats = new ArrayList<>();
    Xml.read("xl/styles.xml", parts, pages, xml -> readFormats(xml, formats));
    boolean[] from1904 = new boolean[1];
    Xml.read("xl/workbook.xml", parts, pages, xml -> from1904[0] = readFrom1904(xml));
    return new Workbook(texts, formats, from1904[0]);
  }

  /// {@return a cell as it is shown}
  ///
  /// @param type as the file has it: `s` of a shared text, `b` of a truth value, null of a number
  String shown(String value, @Nullable String type, int style) {
    return switch (type == null ? "n" : type) {
      case "s" -> shared(value);
      case "b" -> value.strip().equals("1") ? "TRUE" : "FALSE";
      case "n" -> style < formats.size() ? formats.get(style).shown(value, from1904) : value;
      default -> value;
    };
  }

  private String shared(String index) {
    try {
      int i = Integer.parseInt(index.strip());
      return i >= 0 && i < texts.size() ? texts.get(i) : "";
    } catch (NumberFormatException e) {
      return "";
    }
  }

  private static void readTexts(Xml xml, List<String> texts)
      throws IOException, XMLStreamException {
    StringBuilder one = new StringBuilder();
    boolean text = false;
    long chars = 0;
    for (Xml.Event event = xml.next(); event != Xml.Event.OVER; event = xml.next()) {
      switch (event) {
        case START -> {
          switch (xml.name()) {
            case "si" -> one.setLength(0);
            case "t" -> text = true;
            case "rPh" -> xml.skip();
            default -> {}
          }
        }
        case TEXT -> {
          if (text) {
            one.append(xml.text());
            chars += xml.text().length();
          }
        }
        case END -> {
          if (xml.name().equals("t")) {
            text = false;
          } else if (xml.name().equals("si")) {
            texts.add(one.toString());
            // An empty text takes memory too.
            chars += 8;
          }
        }
        case OVER -> {}
      }
      if (chars > MAX_SHARED_CHARS) {
        throw new TooBigException("the sheets share more text than fits into memory");
      }
    }
  }

  private static void readFormats(Xml xml, List<NumberFormat> formats)
      throws IOException, XMLStreamException {
    Map<Integer, String> codes = new HashMap<>();
    boolean cellStyles = false;
    for (Xml.Event event = xml.next();
        event != Xml.Event.OVER && codes.size() < MAX_STYLES && formats.size() < MAX_STYLES;
        event = xml.next()) {
      if (event == Xml.Event.START) {
        switch (xml.name()) {
          case "numFmt" ->
              codes.put(
                  xml.number("numFmtId", 0, Integer.MAX_VALUE), xml.attribute("formatCode", ""));
          case "cellXfs" -> cellStyles = true;
          case "xf" -> {
            if (cellStyles) {
              int id = xml.number("numFmtId", 0, Integer.MAX_VALUE);
              formats.add(NumberFormat.of(id, codes.get(id)));
            }
          }
          default -> {}
        }
      } else if (event == Xml.Event.END && xml.name().equals("cellXfs")) {
        cellStyles = false;
      }
    }
  }

  private static boolean readFrom1904(Xml xml) throws IOException, XMLStreamException {
    for (Xml.Event event = xml.next(); event != Xml.Event.OVER; event = xml.next()) {
      if (event == Xml.Event.START && xml.name().equals("workbookPr")) {
        String told = xml.attribute("date1904", "0");
        return told.equals("1") || told.equals("true");
      }
    }
    return false;
  }
}
