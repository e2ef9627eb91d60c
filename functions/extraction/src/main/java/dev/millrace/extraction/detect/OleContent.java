package dev.millrace.extraction.detect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.millrace.upload.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Tells what an OLE2 compound file is by the names in its directory, or, where that lies beyond
/// the first bytes, by such names among them and by the file's extension.
final class OleContent {
  static final String OTHER = "application/x-ole-storage";

  private static final int DIRECTORY_SECTOR_AT = 48;
  private static final int SECTOR_SHIFT_AT = 30;
  private static final int ENTRY_BYTES = 128;
  private static final int HEADER_BYTES = 512;

  private static final List<Sign> SIGNS =
      List.of(
          new Sign("WordDocument", "application/msword", "doc"),
          new Sign("Workbook", "application/vnd.ms-excel", "xls"),
          new Sign("Book", "application/vnd.ms-excel", "xls"),
          new Sign("PowerPoint Document", "application/vnd.ms-powerpoint", "ppt"),
          new Sign("__properties_version1.0", "application/vnd.ms-outlook", "msg"),
          new Sign("__substg1.0_", "application/vnd.ms-outlook", "msg"),
          new Sign("VisioDocument", "application/vnd.visio", "vsd"),
          new Sign("EncryptedPackage", Kind.ENCRYPTED_OFFICE, ""));

  private OleContent() {}

  /// @param stream a name that only files of the type have in their directory
  private record Sign(String stream, String contentType, String extension) {
    boolean in(String directory) {
      String name = new String(stream.getBytes(UTF_16LE), ISO_8859_1);
      // A name ends with a zero; `Book` is not `Workbook`.
      int at = directory.indexOf(name);
      return at >= 0 && (at == 0 || at % ENTRY_BYTES == 0);
    }

    boolean anywhere(String bytes) {
      return stream.length() > 4
          && bytes.contains(new String(stream.getBytes(UTF_16LE), ISO_8859_1));
    }
  }

  /// {@return the media type of a compound file that begins with `head`}
  static String of(byte[] head, String filename) {
    Optional<Sign> sign = directory(head).flatMap(directory -> find(s -> s.in(directory)));
    String bytes = new String(head, ISO_8859_1);
    String name = filename.toLowerCase(Locale.ROOT);
    return sign.or(() -> find(s -> s.anywhere(bytes)))
        .or(() -> find(s -> !s.extension().isEmpty() && name.endsWith("." + s.extension())))
        .map(Sign::contentType)
        .orElse(OTHER);
  }

  private static Optional<Sign> find(Predicate<Sign> fits) {
    return SIGNS.stream().filter(fits).findFirst();
  }

  /// {@return the first sector of the directory, a byte a character, if it lies in the head}
  private static Optional<String> directory(byte[] head) {
    if (head.length < HEADER_BYTES) {
      return Optional.empty();
    }
    ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    int shift = header.getShort(SECTOR_SHIFT_AT);
    long sector = header.getInt(DIRECTORY_SECTOR_AT);
    if (shift < 7 || shift > 12 || sector < 0) {
      return Optional.empty();
    }
    long start = (sector + 1) << shift;
    long end = start + (1L << shift);
    return end <= head.length
        ? Optional.of(new String(head, (int) start, (int) (end - start), ISO_8859_1))
        : Optional.empty();
  }
}
