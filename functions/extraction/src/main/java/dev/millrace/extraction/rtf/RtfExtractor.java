package dev.millrace.extraction.rtf;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentExtractor;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.Source;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/// Reads rich text as a stream.
public final class RtfExtractor implements DocumentExtractor {
  private static final int BUFFER_BYTES = 64 * 1024;

  @Override
  public Reading extract(Source source, Position from, PageSink sink, Deadline deadline)
      throws IOException {
    Pages pages = new Pages(sink, from, deadline);
    try (InputStream bytes =
        new BufferedInputStream(Files.newInputStream(source.file()), BUFFER_BYTES)) {
      RtfReader reader = new RtfReader(bytes, source.size(), pages);
      return reader.read()
          ? pages.end(reader.properties())
          : new Reading.Refused(Failure.TOO_BIG, "groups stand too deep");
    }
  }
}
