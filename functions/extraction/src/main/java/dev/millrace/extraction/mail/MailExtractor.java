package dev.millrace.extraction.mail;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentExtractor;
import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.MarkupReader;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.Source;
import dev.millrace.extraction.core.text.Charsets;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads e-mails: the headers that people see, the texts, and which files are attached. The whole
/// mail is in memory.
public final class MailExtractor implements DocumentExtractor {
  private static final long MAX_BYTES = 100L << 20;

  private final Charsets charsets;
  private final MarkupReader markup;

  /// @param markup reads the texts that are HTML
  public MailExtractor(Charsets charsets, MarkupReader markup) {
    this.charsets = charsets;
    this.markup = markup;
  }

  @Override
  public Reading extract(Source source, Position from, PageSink sink, Deadline deadline)
      throws IOException {
    if (source.size() > MAX_BYTES) {
      return new Reading.Refused(Failure.TOO_BIG, source.size() + " bytes");
    }
    Pages pages = new Pages(sink, from, deadline);
    pages.read(source.size(), source.size());
    MailReader reader = new MailReader(Files.readAllBytes(source.file()), charsets, markup, pages);
    Headers headers = reader.read();
    return pages.end(
        new DocumentProperties(
            headers.text("subject"),
            headers.text("from"),
            instant(headers.raw("date")),
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            reader.attachments()));
  }

  private static @Nullable Instant instant(String date) {
    try {
      String bare = date.replaceAll("\\([^)]*\\)", "").strip();
      return OffsetDateTime.parse(bare, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
