package dev.millrace.extraction.web;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentExtractor;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.Source;
import dev.millrace.extraction.core.text.Charsets;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads web pages. The whole file is in memory, so that only small ones may be let in.
public final class HtmlExtractor implements DocumentExtractor {
  private static final Pattern DECLARED =
      Pattern.compile("(?i)(?:charset|encoding)\\s*=\\s*[\"']?\\s*([a-z0-9_:.-]{2,40})");
  private static final int HEAD_BYTES = 4 * 1024;

  private final Charsets charsets;

  public HtmlExtractor(Charsets charsets) {
    this.charsets = charsets;
  }

  @Override
  public Reading extract(Source source, Position from, PageSink sink, Deadline deadline)
      throws IOException {
    Optional<Charset> charset = charsets.of(source.file());
    if (charset.isEmpty()) {
      return new Reading.Refused(Failure.CORRUPT, "holds a NUL");
    }
    byte[] bytes = Files.readAllBytes(source.file());
    Pages pages = new Pages(sink, from, deadline);
    pages.read(bytes.length, bytes.length);
    return pages.end(new HtmlText().read(decode(bytes, charset.get()), pages));
  }

  /// What a page says of its own charset is better than a guess, but not than UTF-8's proof.
  private static String decode(byte[] bytes, Charset found) {
    return found.equals(StandardCharsets.UTF_8)
        ? new String(bytes, found)
        : new String(bytes, declared(bytes).orElse(found));
  }

  private static Optional<Charset> declared(byte[] bytes) {
    String head =
        new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    Matcher declared = DECLARED.matcher(head);
    try {
      return declared.find() && Charset.isSupported(declared.group(1))
          ? Optional.of(Charset.forName(declared.group(1)))
              .filter(charset -> !charset.equals(StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IllegalCharsetNameException e) {
      return Optional.empty();
    }
  }
}
