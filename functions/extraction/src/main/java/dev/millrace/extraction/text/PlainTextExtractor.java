package dev.millrace.extraction.text;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentExtractor;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Reading;
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
  @Override
  public Reading extract(Path file, PageSink sink, Deadline deadline) throws IOException {
    Optional<Charset> charset = Charsets.of(file);
    if (charset.isEmpty()) {
      return new Reading.Refused(Failure.CORRUPT, "holds a NUL");
    }
    try (CountingInputStream bytes = new CountingInputStream(Files.newInputStream(file));
        Reader reader = Charsets.reader(bytes, charset.get())) {
      new LineBlocks(reader).pushTo(sink, bytes::count, Files.size(file));
      return new Reading.Done(null);
    }
  }
}
