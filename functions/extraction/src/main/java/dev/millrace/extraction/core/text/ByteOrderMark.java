package dev.millrace.extraction.core.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/// The bytes that a text may begin with to say what it is written in.
///
/// In order of length: UTF-32LE's mark begins with UTF-16LE's.
enum ByteOrderMark {
  UTF_32BE(StandardCharsets.UTF_32BE, "0000FEFF"),
  UTF_32LE(StandardCharsets.UTF_32LE, "FFFE0000"),
  UTF_8(StandardCharsets.UTF_8, "EFBBBF"),
  UTF_16BE(StandardCharsets.UTF_16BE, "FEFF"),
  UTF_16LE(StandardCharsets.UTF_16LE, "FFFE");

  static final int MAX_LENGTH = 4;

  private final Charset charset;
  private final byte[] bytes;

  ByteOrderMark(Charset charset, String hex) {
    this.charset = charset;
    this.bytes = HexFormat.of().parseHex(hex);
  }

  /// {@return the mark that the bytes begin with}
  static Optional<ByteOrderMark> of(byte[] head) {
    return Stream.of(values()).filter(mark -> mark.begins(head)).findFirst();
  }

  Charset charset() {
    return charset;
  }

  int length() {
    return bytes.length;
  }

  private boolean begins(byte[] head) {
    return head.length >= bytes.length
        && Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
  }
}
