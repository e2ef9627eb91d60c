package dev.millrace.extraction.detect;

import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.upload.arrival.ContentDetector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.TextDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/// Tells what a file is by Tika's magic numbers, which no name can overrule, and by rules of our
/// own for what these leave open: zips, OLE2 files and texts.
public final class TikaContentDetector implements ContentDetector {
  private static final String EMPTY = "application/x-empty";
  private static final String PDF = "application/pdf";
  private static final String RTF = "application/rtf";
  private static final byte[] RTF_MARK = {'{', '\\', 'r', 't'};

  /// Readers of PDF look for its mark in the first 1,024 bytes.
  private static final String PDF_MARK = "%PDF-";

  private static final int PDF_MARK_WITHIN = 1024;
  private static final int HEAD_BYTES = 64 * 1024;

  /// Of so many characters of a text, one may be a sign that no text has.
  private static final int MOST_ODD = 500;

  /// What is written in plain text too, but is not meant to be read as such.
  private static final Set<String> NOT_FOR_READING =
      Set.of("image/svg+xml", "application/postscript", "application/illustrator");

  private final MimeTypes magic = MimeTypes.getDefaultMimeTypes();
  private final Detector characters = new TextDetector(HEAD_BYTES);
  private final Charsets charsets;

  public TikaContentDetector(Charsets charsets) {
    this.charsets = charsets;
  }

  @Override
  public String detect(byte[] head, String filename) {
    if (head.length == 0) {
      return EMPTY;
    }
    MediaType type = detect(magic, head);
    boolean text = isText(type, head);
    if ((text || type.equals(MediaType.OCTET_STREAM)) && hasPdfMark(head)) {
      return PDF;
    }
    if (startsWith(head, RTF_MARK)) {
      return RTF;
    }
    if (text) {
      return TextContent.of(charsets.decodeHead(head), head.length >= HEAD_BYTES, filename);
    }
    return switch (type.getBaseType().toString()) {
      case "application/zip", "application/x-tika-ooxml", "application/java-archive" ->
          ZipContent.of(head);
      case "application/x-tika-msoffice" -> OleContent.of(head, filename);
      default -> type.toString();
    };
  }

  /// Formats that are written in plain text, of which Tika knows hundreds, are texts to us.
  private boolean isText(MediaType type, byte[] head) {
    return !NOT_FOR_READING.contains(type.toString())
        && (magic.getMediaTypeRegistry().isInstanceOf(type, MediaType.TEXT_PLAIN)
            || detect(characters, head).equals(MediaType.TEXT_PLAIN)
            || readsAsText(type, head));
  }

  /// Tika's test wants no zeros, of which UTF-16 is full, and but few bytes beyond ASCII, of which
  /// other alphabets have nothing else.
  private boolean readsAsText(MediaType type, byte[] head) {
    if (!type.equals(MediaType.OCTET_STREAM)) {
      return false;
    }
    String text = charsets.decodeHead(head);
    long odd = text.chars().filter(TikaContentDetector::isOdd).count();
    long words =
        text.chars().filter(c -> Character.isLetterOrDigit(c) || c == ' ' || c == '\n').count();
    return odd <= text.length() / MOST_ODD && words > text.length() / 2;
  }

  private static boolean isOdd(int c) {
    return c == 0xFFFD
        || (Character.isISOControl(c) && "\t\n\r\f\b\u001A\u001B\u0085".indexOf(c) < 0);
  }

  private static MediaType detect(Detector detector, byte[] head) {
    try {
      return detector.detect(new ByteArrayInputStream(head), new Metadata());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be read", e);
    }
  }

  private static boolean startsWith(byte[] head, byte[] mark) {
    return head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
  }

  private static boolean hasPdfMark(byte[] head) {
    int searched = Math.min(head.length, PDF_MARK_WITHIN);
    return new String(head, 0, searched, StandardCharsets.ISO_8859_1).contains(PDF_MARK);
  }
}
