package dev.millrace.extraction.detect;

import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.extraction.core.text.DialectSniffer;
import dev.millrace.upload.ContentDetector;
import dev.millrace.upload.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.TextDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/// Tells what a file is by Tika's magic numbers, which no name can overrule, and by rules of our
/// own for what has none: the texts.
public final class TikaContentDetector implements ContentDetector {
  private static final String EMPTY = "application/x-empty";
  private static final String PDF = "application/pdf";
  private static final String CSV = "text/csv";
  private static final String PLAIN_TEXT = "text/plain";

  /// Readers of PDF look for its mark in the first 1,024 bytes.
  private static final String PDF_MARK = "%PDF-";

  private static final int PDF_MARK_WITHIN = 1024;
  private static final int CHARACTERS_TESTED = 64 * 1024;

  /// What is written in plain text too, but is not meant to be read as such.
  private static final Set<String> DOCUMENTS_IN_TEXT =
      Set.of(PDF, "text/html", "application/xhtml+xml", "application/rtf", "image/svg+xml");

  private final MimeTypes magic = MimeTypes.getDefaultMimeTypes();
  private final Detector characters = new TextDetector(CHARACTERS_TESTED);

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
    return text ? textKind(head, filename) : type.toString();
  }

  /// Formats that are written in plain text, of which Tika knows hundreds, are texts to us.
  private boolean isText(MediaType type, byte[] head) {
    return !DOCUMENTS_IN_TEXT.contains(type.toString())
        && (magic.getMediaTypeRegistry().isInstanceOf(type, MediaType.TEXT_PLAIN)
            || detect(characters, head).equals(MediaType.TEXT_PLAIN));
  }

  private static MediaType detect(Detector detector, byte[] head) {
    try {
      return detector.detect(new ByteArrayInputStream(head), new Metadata());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be read", e);
    }
  }

  private static boolean hasPdfMark(byte[] head) {
    int searched = Math.min(head.length, PDF_MARK_WITHIN);
    return new String(head, 0, searched, StandardCharsets.ISO_8859_1).contains(PDF_MARK);
  }

  private static String textKind(byte[] head, String filename) {
    Optional<Kind> named = Kind.ofFilename(filename);
    boolean table =
        named.isPresent()
            ? named.get() == Kind.CSV
            : DialectSniffer.sniff(Charsets.decodeHead(head)).tabular();
    return table ? CSV : PLAIN_TEXT;
  }
}
