package dev.millrace.inference.image;

import dev.millrace.upload.arrival.ContentDetector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Tells file formats apart by their first bytes; names and declared types do not count.
public final class SignatureDetector implements ContentDetector {
  private static final String UNKNOWN = "application/octet-stream";
  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature("image/jpeg", "\u00ff\u00d8\u00ff", 0),
          new Signature("image/png", "\u0089PNG\r\n\u001a\n", 0),
          new Signature("image/gif", "GIF8", 0),
          new Signature("image/webp", "WEBPVP8", 8),
          new Signature("image/bmp", "BM", 0),
          new Signature("image/tiff", "II*\u0000", 0),
          new Signature("image/tiff", "MM\u0000*", 0),
          new Signature("image/heic", "ftyphei", 4),
          new Signature("application/pdf", "%PDF-", 0),
          new Signature("application/zip", "PK\u0003\u0004", 0));

  @Override
  public String detect(byte[] head, String filename) {
    return SIGNATURES.stream()
        .filter(signature -> signature.matches(head))
        .findFirst()
        .map(Signature::contentType)
        .orElse(UNKNOWN);
  }

  /// @param bytes in ISO 8859-1
  private record Signature(String contentType, String bytes, int offset) {
    boolean matches(byte[] head) {
      byte[] expected = bytes.getBytes(StandardCharsets.ISO_8859_1);
      int end = offset + expected.length;
      return head.length >= end && Arrays.equals(head, offset, end, expected, 0, expected.length);
    }
  }
}
