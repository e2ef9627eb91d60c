package dev.millrace.extraction.text;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentExtractor;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.Source;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.extraction.core.text.CountingInputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads plain text; a page is a block of lines.
public final class PlainTextExtractor implements DocumentExtractor {
  private final Charsets charsets;

  public PlainTextExtractor(Charsets charsets) {
    this.charsets = charsets;
  }

  @Override
  public Reading extract(Source source, Position from, PageSink sink, Deadline deadline)
      throws IOException {
    Path file = source.file();
    Optional<Charset> charset = charsets.of(file);
    if (charset.isEmpty()) {
      return new Reading.Refused(Failure.CORRUPT, "holds a NUL");
    }
    try (CountingInputStream bytes = new CountingInputStream(Files.newInputStream(file));
        Reader reader = Charsets.reader(bytes, charset.get())) {
      return new LineBlocks(reader).pushTo(sink, from, bytes::count, source.size());
    }
  }
}
