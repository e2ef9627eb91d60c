package dev.millrace.extraction.core.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Tells UTF-16 and UTF-32 without a byte order mark by where their zeros stand: in a text in a
/// European language nearly all of the higher bytes are zero.
final class WideCharsets {
  private static final int LEAST_BYTES = 8;

  private WideCharsets() {}

  static Optional<Charset> of(byte[] head) {
    int[] zeros = new int[4];
    int quads = head.length / 4;
    if (head.length < LEAST_BYTES) {
      return Optional.empty();
    }
    for (int i = 0; i < quads * 4; i++) {
      if (head[i] == 0) {
        zeros[i % 4]++;
      }
    }
    boolean[] zero = new boolean[4];
    boolean[] filled = new boolean[4];
    for (int i = 0; i < 4; i++) {
      zero[i] = zeros[i] > quads * 3 / 4;
      filled[i] = zeros[i] <= quads / 10;
    }
    if (zero[0] && zero[1] && zero[2] && filled[3]) {
      return Optional.of(StandardCharsets.UTF_32BE);
    }
    if (filled[0] && zero[1] && zero[2] && zero[3]) {
      return Optional.of(StandardCharsets.UTF_32LE);
    }
    if (zero[0] && filled[1] && zero[2] && filled[3]) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    if (filled[0] && zero[1] && filled[2] && zero[3]) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return Optional.empty();
  }
}
