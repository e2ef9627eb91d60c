package dev.millrace.extraction.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.millrace.extraction.core.MarkupReader;
import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.upload.ResultPart.Attachment;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the parts of a mail: texts become pages, files are listed.
final class MailReader {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_PARTS = 10_000;
  private static final int MAX_ATTACHMENTS = 1_000;

  private final byte[] bytes;
  private final Charsets charsets;
  private final MarkupReader markup;
  private final Pages pages;
  private final List<Attachment> attachments = new ArrayList<>();
  private int parts;

  MailReader(byte[] bytes, Charsets charsets, MarkupReader markup, Pages pages) {
    this.bytes = bytes;
    this.charsets = charsets;
    this.markup = markup;
    this.pages = pages;
  }

  /// A stretch of the mail with headers of its own.
  ///
  /// @param body where the headers have ended
  private record Part(Headers headers, int body, int end) {
    String type() {
      String type = headers.essence("content-type");
      return type.isEmpty() ? "text/plain" : type;
    }

    boolean attached() {
      return headers.essence("content-disposition").equals("attachment");
    }
  }

  /// Reads the whole mail.
  ///
  /// @return its headers
  Headers read() {
    Part mail = part(0, bytes.length);
    message(mail, 0);
    return mail.headers();
  }

  List<Attachment> attachments() {
    return attachments;
  }

  private void message(Part mail, int depth) {
    String subject = mail.headers().text("subject");
    if (!subject.isBlank()) {
      pages.append(subject);
      pages.endHeading(Math.min(depth + 1, 9));
    }
    for (String name : List.of("From", "To", "Cc", "Date")) {
      String value = mail.headers().text(name.toLowerCase(Locale.ROOT));
      if (!value.isBlank()) {
        pages.append(name + ": " + value);
        pages.endParagraph();
      }
    }
    read(mail, depth);
  }

  private void read(Part part, int depth) {
    if (++parts > MAX_PARTS || depth > MAX_DEPTH || !pages.wanted()) {
      return;
    }
    String type = part.type();
    if (type.startsWith("multipart/")) {
      List<Part> inner = split(part);
      if (type.equals("multipart/alternative")) {
        alternative(inner).ifPresent(best -> read(best, depth + 1));
      } else {
        inner.forEach(one -> read(one, depth + 1));
      }
    } else if (type.equals("message/rfc822") && !part.attached()) {
      message(part(part.body(), part.end()), depth + 1);
    } else if (part.attached() || !type.startsWith("text/")) {
      attach(part);
    } else if (type.equals("text/html")) {
      markup.read(text(part), pages);
    } else {
      paragraphs(text(part));
    }
  }

  /// {@return the plainest of several forms of one text that has something to say}
  private static Optional<Part> alternative(List<Part> forms) {
    return forms.stream()
        .filter(form -> form.type().equals("text/plain") && form.end() > form.body() + 2)
        .findFirst()
        .or(() -> forms.isEmpty() ? Optional.empty() : Optional.of(forms.getLast()));
  }

  private void attach(Part part) {
    if (attachments.size() < MAX_ATTACHMENTS) {
      String name = part.headers().parameter("content-disposition", "filename");
      attachments.add(
          new Attachment(
              name.isEmpty() ? part.headers().parameter("content-type", "name") : name,
              part.type(),
              content(part).length));
    }
  }

  private byte[] content(Part part) {
    return Transfer.of(part.headers().raw("content-transfer-encoding"))
        .decode(Arrays.copyOfRange(bytes, part.body(), part.end()));
  }

  private String text(Part part) {
    byte[] content = content(part);
    String told = part.headers().parameter("content-type", "charset");
    Charset charset =
        told.isEmpty() || told.equalsIgnoreCase("us-ascii")
            ? charsets.ofHead(content)
            : EncodedWords.charset(told);
    return new String(content, charset);
  }

  private void paragraphs(String text) {
    text.lines()
        .forEach(line -> {
          if (line.isBlank()) {
            if (!pages.atStart()) {
              pages.endParagraph();
            }
          } else {
            pages.append(pages.atStart() ? line : "\n" + line);
          }
        });
    if (!pages.atStart()) {
      pages.endParagraph();
    }
  }

  private Part part(int from, int to) {
    return new Part(Headers.of(bytes, from, to), bodyOf(from, to), to);
  }

  /// {@return what follows the first blank line}
  private int bodyOf(int from, int to) {
    int lineStart = from;
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\n') {
        boolean blank = at == lineStart || (at == lineStart + 1 && bytes[lineStart] == '\r');
        if (blank) {
          return at + 1;
        }
        lineStart = at + 1;
      }
    }
    return to;
  }

  private List<Part> split(Part part) {
    String told = part.headers().parameter("content-type", "boundary");
    if (told.isEmpty()) {
      return List.of();
    }
    byte[] boundary = ("--" + told).getBytes(ISO_8859_1);
    List<Part> inner = new ArrayList<>();
    int start = -1;
    int lineStart = part.body();
    while (lineStart < part.end() && inner.size() < MAX_PARTS) {
      if (startsWith(boundary, lineStart, part.end())) {
        if (start >= 0) {
          inner.add(part(start, Math.max(start, lineStart - 1)));
        }
        start = lineEnd(lineStart, part.end());
        if (startsWith(new byte[] {'-', '-'}, lineStart + boundary.length, part.end())) {
          return inner;
        }
      }
      lineStart = lineEnd(lineStart, part.end());
    }
    if (start >= 0 && start < part.end()) {
      inner.add(part(start, part.end()));
    }
    return inner;
  }

  private boolean startsWith(byte[] mark, int from, int to) {
    return from + mark.length <= to
        && Arrays.equals(bytes, from, from + mark.length, mark, 0, mark.length);
  }

  /// {@return where the next line begins}
  private int lineEnd(int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return Math.min(to, at + 1);
  }
}
