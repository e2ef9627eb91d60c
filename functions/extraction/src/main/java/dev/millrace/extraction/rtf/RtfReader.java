package dev.millrace.extraction.rtf;

import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Pages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads one document in Rich Text Format: groups in braces, control words, and bytes in the
/// charset of the font at hand.
final class RtfReader {
  private static final int MAX_DEPTH = 100_000;
  private static final int MAX_FONTS = 10_000;
  private static final int MAX_WORD = 32;
  private static final int MAX_RUN = 16 * 1024;
  private static final int MAX_PROPERTY_CHARS = 1_000;
  private static final int LOOK_EVERY = 64 * 1024;
  private static final int END = -1;

  /// The outline level that is none.
  private static final int RUNNING_TEXT = 9;

  /// Groups whose text is not the document's.
  private static final Set<String> UNSEEN =
      Set.of(
          "colortbl",
          "stylesheet",
          "pict",
          "themedata",
          "colorschememapping",
          "latentstyles",
          "datastore",
          "listtable",
          "listoverridetable",
          "rsidtbl",
          "generator",
          "xmlnstbl",
          "fldinst",
          "objdata",
          "filetbl",
          "revtbl",
          "nonshppict",
          "mmathPr",
          "datafield",
          "bkmkstart",
          "bkmkend",
          "pntext",
          "pntxta",
          "pntxtb",
          "listpicture",
          "objclass",
          "creatim",
          "revtim",
          "printim",
          "buptim",
          "hlinkbase",
          "operator",
          "company");

  private final InputStream in;
  private final long size;
  private final Pages pages;
  private final Deque<Group> groups = new ArrayDeque<>();
  private final Map<Integer, Charset> fonts = new HashMap<>();
  private final ByteArrayOutputStream run = new ByteArrayOutputStream();
  private final Map<String, StringBuilder> properties = new HashMap<>();
  private Charset codePage = CodePages.DEFAULT;
  private Group group = new Group(Place.TEXT, CodePages.DEFAULT, 1, 0);
  private int definedFont;
  private int toSkip;
  private int pushedBack = END;
  private long read;
  private boolean ignorable;
  private boolean inTable;

  /// What a group's text is.
  private enum Place {
    TEXT,
    UNSEEN,
    FONTS,
    TITLE,
    AUTHOR
  }

  /// What ends with a brace.
  ///
  /// @param substitutes how many bytes stand for a Unicode character, for readers that know none
  /// @param heading level of the paragraph, 0 of running text
  private record Group(Place place, Charset charset, int substitutes, int heading) {
    Group in(Place next) {
      return new Group(next, charset, substitutes, heading);
    }

    Group with(Charset next) {
      return new Group(place, next, substitutes, heading);
    }
  }

  RtfReader(InputStream in, long size, Pages pages) {
    this.in = in;
    this.size = size;
    this.pages = pages;
  }

  /// {@return whether the document is one that people make}
  boolean read() throws IOException {
    for (int c = next(); c != END; c = next()) {
      if (read % LOOK_EVERY == 0) {
        pages.read(read, size);
        if (!pages.wanted()) {
          return true;
        }
      }
      switch (c) {
        case '{' -> {
          flush();
          groups.push(group);
          if (groups.size() > MAX_DEPTH) {
            return false;
          }
        }
        case '}' -> {
          flush();
          if (!groups.isEmpty()) {
            group = groups.pop();
          }
        }
        case '\\' -> control();
        case '\r', '\n' -> {}
        default -> add(c);
      }
    }
    flush();
    if (!pages.atStart()) {
      pages.endParagraph();
    }
    return true;
  }

  DocumentProperties properties() {
    return DocumentProperties.ofText(
        property("title"), property("author"), null, null, null, List.of());
  }

  private String property(String name) {
    return properties.getOrDefault(name, new StringBuilder()).toString();
  }

  private void control() throws IOException {
    int c = next();
    if (isLetter(c)) {
      word(c);
      return;
    }
    switch (c) {
      case '\'' -> {
        int b = Character.digit(next(), 16) * 16 + Character.digit(next(), 16);
        if (b >= 0) {
          add(b);
        }
      }
      case '*' -> ignorable = true;
      case '~' -> append("\u00A0");
      case '_' -> append("-");
      case '\r', '\n' -> endParagraph();
      case '\\', '{', '}' -> add(c);
      default -> {}
    }
  }

  private void word(int first) throws IOException {
    StringBuilder word = new StringBuilder();
    int c = first;
    for (; isLetter(c) && word.length() < MAX_WORD; c = next()) {
      word.append((char) c);
    }
    boolean negative = c == '-';
    if (negative) {
      c = next();
    }
    long number = 0;
    boolean numbered = false;
    for (; c >= '0' && c <= '9'; c = next()) {
      number = Math.min(Integer.MAX_VALUE, number * 10 + (c - '0'));
      numbered = true;
    }
    if (c != ' ') {
      pushedBack = c;
      read--;
    }
    act(word.toString(), (int) (negative ? -number : number), numbered);
  }

  private void act(String word, int number, boolean numbered) throws IOException {
    boolean wasIgnorable = ignorable;
    ignorable = false;
    if (UNSEEN.contains(word)) {
      enter(Place.UNSEEN);
      return;
    }
    switch (word) {
      case "bin" -> {
        flush();
        in.skipNBytes(Math.clamp(number, 0, Math.max(0, size - read)));
        read += Math.max(0, number);
      }
      case "fonttbl" -> enter(Place.FONTS);
      case "info" -> enter(Place.UNSEEN);
      case "title" -> enter(Place.TITLE);
      case "author" -> enter(Place.AUTHOR);
      case "ansicpg" -> {
        codePage = CodePages.ofCodePage(number);
        group = group.with(codePage);
      }
      case "f" -> font(number);
      case "fcharset" -> {
        if (group.place() == Place.FONTS && fonts.size() < MAX_FONTS) {
          CodePages.ofFont(number).ifPresent(charset -> fonts.put(definedFont, charset));
        }
      }
      case "uc" ->
          group =
              new Group(group.place(), group.charset(), Math.clamp(number, 0, 16), group.heading());
      case "u" -> {
        append(String.valueOf((char) number));
        toSkip = group.substitutes();
      }
      case "outlinelevel" ->
          group =
              new Group(
                  group.place(),
                  group.charset(),
                  group.substitutes(),
                  number >= 0 && number < RUNNING_TEXT ? number + 1 : 0);
      case "pard" -> {
        group = new Group(group.place(), group.charset(), group.substitutes(), 0);
        inTable = false;
      }
      case "intbl" -> inTable = true;
      case "par", "sect" -> endParagraph();
      case "line" -> append("\n");
      case "page" -> {
        endParagraph();
        if (group.place() == Place.TEXT) {
          pages.breakPage();
        }
      }
      case "cell", "nestcell" -> {
        flush();
        if (group.place() == Place.TEXT) {
          pages.endCell();
        }
      }
      case "row", "nestrow" -> {
        flush();
        if (group.place() == Place.TEXT) {
          pages.endRow();
        }
      }
      case "tab" -> append("\t");
      case "emdash" -> append("\u2014");
      case "endash" -> append("\u2013");
      case "lquote" -> append("\u2018");
      case "rquote" -> append("\u2019");
      case "ldblquote" -> append("\u201C");
      case "rdblquote" -> append("\u201D");
      case "bullet" -> append("\u2022");
      default -> {
        if (wasIgnorable && !numbered) {
          enter(Place.UNSEEN);
        }
      }
    }
  }

  private void enter(Place place) {
    flush();
    boolean property = place == Place.TITLE || place == Place.AUTHOR;
    if (property || group.place() != Place.UNSEEN) {
      group = group.in(place);
    }
  }

  private void font(int number) {
    if (group.place() == Place.FONTS) {
      definedFont = number;
    } else {
      flush();
      group = group.with(fonts.getOrDefault(number, codePage));
    }
  }

  private void add(int b) {
    if (toSkip > 0) {
      toSkip--;
    } else if (group.place() == Place.UNSEEN || group.place() == Place.FONTS) {
      return;
    } else {
      run.write(b);
      if (run.size() >= MAX_RUN) {
        flush();
      }
    }
  }

  private void append(String text) {
    flush();
    toSkip = 0;
    put(text);
  }

  private void flush() {
    if (run.size() > 0) {
      String text = run.toString(group.charset());
      run.reset();
      put(text);
    }
  }

  private void put(String text) {
    switch (group.place()) {
      case TEXT -> pages.append(text);
      case TITLE -> keep("title", text);
      case AUTHOR -> keep("author", text);
      case UNSEEN, FONTS -> {}
    }
  }

  private void keep(String property, String text) {
    StringBuilder value = properties.computeIfAbsent(property, name -> new StringBuilder());
    if (value.length() < MAX_PROPERTY_CHARS) {
      value.append(text);
    }
  }

  private void endParagraph() {
    flush();
    if (group.place() != Place.TEXT || pages.atStart()) {
      return;
    }
    if (inTable) {
      pages.append(" ");
      return;
    }
    if (group.heading() > 0) {
      pages.endHeading(group.heading());
    } else {
      pages.endParagraph();
    }
  }

  private int next() throws IOException {
    int c = pushedBack;
    pushedBack = END;
    if (c == END) {
      c = in.read();
    }
    read++;
    return c;
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
