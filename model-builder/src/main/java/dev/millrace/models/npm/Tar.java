package dev.millrace.models.npm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads tar archives as npm writes them: names of at most 100 bytes.
final class Tar {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_BYTES = 12;
  private static final int OCTAL = 8;

  private Tar() {}

  /// {@return the content of one entry}
  ///
  /// @throws IOException if there is none of that name
  static byte[] read(InputStream in, String name) throws IOException {
    for (byte[] header = in.readNBytes(BLOCK);
        header.length == BLOCK && header[0] != 0;
        header = in.readNBytes(BLOCK)) {
      int size = Integer.parseInt(text(header, SIZE_AT, SIZE_BYTES), OCTAL);
      if (text(header, 0, NAME_BYTES).equals(name)) {
        return in.readNBytes(size);
      }
      in.skipNBytes(Math.ceilDivExact(size, BLOCK) * (long) BLOCK);
    }
    throw new IOException("no " + name + " in the archive");
  }

  private static String text(byte[] header, int start, int length) {
    int end = start;
    while (end < start + length && header[end] != 0 && header[end] != ' ') {
      end++;
    }
    return new String(header, start, end - start, StandardCharsets.UTF_8);
  }
}
