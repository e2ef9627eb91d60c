package dev.millrace.extraction.office;

import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.zip.Parts;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// Reads what an office file says of itself, in the words of Dublin Core and its own.
final class Properties {
  private static final int MAX_VALUE_CHARS = 1_000;

  private Properties() {}

  /// {@return the properties that a part tells, none if there is no such part}
  ///
  /// @param links what the document points to
  static DocumentProperties read(String part, Parts parts, Pages pages, List<String> links)
      throws IOException, XMLStreamException {
    Map<String, String> values = new HashMap<>();
    Xml.read(part, parts, pages, xml -> readInto(values, xml));
    return DocumentProperties.ofText(
        values.get("title"),
        first(values, "initial-creator", "creator"),
        instant(first(values, "creation-date", "created")),
        instant(first(values, "modified", "date")),
        values.get("language"),
        links);
  }

  private static void readInto(Map<String, String> values, Xml xml)
      throws IOException, XMLStreamException {
    StringBuilder value = new StringBuilder();
    for (Xml.Event event = xml.next(); event != Xml.Event.OVER; event = xml.next()) {
      switch (event) {
        case START -> value.setLength(0);
        case TEXT -> {
          if (value.length() < MAX_VALUE_CHARS) {
            value.append(xml.text());
          }
        }
        case END -> {
          if (!value.toString().isBlank()) {
            values.putIfAbsent(xml.name(), value.toString().strip());
          }
          value.setLength(0);
        }
        case OVER -> {
          return;
        }
      }
    }
  }

  private static @Nullable String first(Map<String, String> values, String one, String other) {
    String value = values.get(one);
    return value == null ? values.get(other) : value;
  }

  private static @Nullable Instant instant(@Nullable String date) {
    if (date == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(date).toInstant();
    } catch (DateTimeException e) {
      try {
        return LocalDateTime.parse(date).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException notEvenThat) {
        return null;
      }
    }
  }
}
