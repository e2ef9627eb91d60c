package dev.millrace.extraction.office;

import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.zip.Parts;
import dev.millrace.extraction.core.zip.TooBigException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// A part of a document as a stream of elements and texts. Knows no DTDs and opens nothing; how
/// deep elements stand and how long one piece of markup is have bounds.
final class Xml implements AutoCloseable {
  private static final XMLInputFactory FACTORY = factory();

  private static final int MAX_DEPTH = 1_000;

  private static final int LOOK_EVERY = 4_096;

  private final Allowance bytes;
  private final XMLStreamReader reader;
  private final Pages pages;
  private int depth;
  private int events;

  /// What comes next.
  enum Event {
    START,
    END,
    TEXT,
    /// There is nothing more, or nobody wants it.
    OVER
  }

  /// Reads a part.
  @FunctionalInterface
  interface Reader {
    void read(Xml xml) throws IOException, XMLStreamException;
  }

  /// Reads a part, if there is such a one.
  ///
  /// @param pages whoever they are for may have had enough
  static void read(String part, Parts parts, Pages pages, Reader reader)
      throws IOException, XMLStreamException {
    Optional<InputStream> bytes = parts.open(part);
    if (bytes.isPresent()) {
      try (InputStream in = bytes.get();
          Xml xml = new Xml(in, pages)) {
        reader.read(xml);
      }
    }
  }

  private Xml(InputStream part, Pages pages) throws XMLStreamException {
    this.bytes = new Allowance(part);
    this.reader = FACTORY.createXMLStreamReader(bytes);
    this.pages = pages;
  }

  Event next() throws XMLStreamException, TooBigException {
    while (reader.hasNext()) {
      if (++events % LOOK_EVERY == 0 && !pages.wanted()) {
        return Event.OVER;
      }
      bytes.renew();
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > MAX_DEPTH) {
            throw new TooBigException("elements stand too deep");
          }
          return Event.START;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          return Event.END;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          return Event.TEXT;
        }
        default -> {
          // comments and the like
        }
      }
    }
    return Event.OVER;
  }

  /// {@return the element's name without its namespace}
  String name() {
    return reader.getLocalName();
  }

  /// {@return an attribute by its name without namespace, or null}
  @Nullable String attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  /// {@return an attribute by its name without namespace, or what stands for it}
  String attribute(String name, String absent) {
    String value = attribute(name);
    return value == null ? absent : value;
  }

  /// {@return the id of what the element refers to: `r:id`, which may stand beside an `id` of its
  /// own}
  @Nullable String relationId() {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String namespace = reader.getAttributeNamespace(i);
      if (namespace != null
          && namespace.endsWith("/relationships")
          && reader.getAttributeLocalName(i).equals("id")) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  /// {@return an attribute as a number from 0 to a bound, or what stands for it}
  int number(String name, int absent, int most) {
    String value = attribute(name);
    if (value == null) {
      return absent;
    }
    try {
      return Math.clamp(Long.parseLong(value.strip()), 0, most);
    } catch (NumberFormatException e) {
      return absent;
    }
  }

  String text() {
    return reader.getText();
  }

  /// Reads on to the end of the element that has just started.
  void skip() throws XMLStreamException, TooBigException {
    int outside = depth - 1;
    while (depth > outside && next() != Event.OVER) {
      // inside
    }
  }

  @Override
  public void close() throws XMLStreamException {
    reader.close();
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    // The JDK's own bound is lower than tables in tables need, and does not tell what is wrong.
    factory.setProperty("jdk.xml.maxElementDepth", "0");
    return factory;
  }

  /// Bytes of which only so many may be read for one piece of markup: a parser keeps a whole tag or
  /// comment in memory.
  private static final class Allowance extends FilterInputStream {
    private static final int MOST = 4 << 20;

    private int left = MOST;

    Allowance(InputStream bytes) {
      super(bytes);
    }

    void renew() {
      left = MOST;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      take(1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      take(read);
      return read;
    }

    private void take(int read) throws IOException {
      left -= read;
      if (left < 0) {
        throw new TooBigException("a tag, a comment or a name of megabytes");
      }
    }
  }
}
