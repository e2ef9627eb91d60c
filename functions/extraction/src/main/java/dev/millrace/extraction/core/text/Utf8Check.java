package dev.millrace.extraction.core.text;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Checks bytes against the rules of UTF-8, and notes what else tells of a charset. Runs of ASCII
/// are passed eight bytes at a time.
final class Utf8Check {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int ESCAPE = 0x1B;
  private static final long NONE = -1;

  private long passed;
  private long firstUnusual = NONE;
  private boolean nul;
  private boolean escapes;
  private boolean invalid;
  private int awaited;
  private int least;
  private int most;

  /// What was found.
  ///
  /// @param valid whether all of it is UTF-8
  /// @param torn whether only the last character is not, for want of its end
  /// @param nul whether a byte is zero
  /// @param escapes whether there are escapes, as ISO 2022 has them
  /// @param firstUnusual offset of the first byte that is not plain ASCII, 0 if there is none
  record Finding(boolean valid, boolean torn, boolean nul, boolean escapes, long firstUnusual) {}

  /// {@return what a file holds}
  static Finding of(Path file) throws IOException {
    Utf8Check check = new Utf8Check();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream bytes = Files.newInputStream(file)) {
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        check.update(buffer, read);
      }
    }
    return check.finding();
  }

  /// Takes the next bytes.
  void update(byte[] bytes, int length) {
    int at = 0;
    while (at < length) {
      if (awaited == 0 && at + Long.BYTES <= length && plain((long) LONGS.get(bytes, at))) {
        at += Long.BYTES;
        continue;
      }
      take(bytes[at] & 0xFF, passed + at);
      at++;
    }
    passed += length;
  }

  Finding finding() {
    return new Finding(
        !invalid && awaited == 0, !invalid && awaited > 0, nul, escapes, Math.max(0, firstUnusual));
  }

  /// {@return whether all eight bytes are ASCII, and none of them is zero or an escape}
  private static boolean plain(long eight) {
    long escape = eight ^ (ESCAPE * ONES);
    return ((eight | (eight - ONES) | (escape - ONES)) & HIGH_BITS) == 0;
  }

  private void take(int b, long offset) {
    if (b == 0) {
      nul = true;
    }
    if (b == ESCAPE) {
      escapes = true;
    }
    if ((b >= 0x80 || b == ESCAPE) && firstUnusual == NONE) {
      firstUnusual = offset;
    }
    if (awaited > 0) {
      if (b < least || b > most) {
        invalid = true;
        awaited = 0;
      } else {
        awaited--;
      }
      least = 0x80;
      most = 0xBF;
    } else if (b >= 0x80) {
      begin(b);
    }
  }

  /// The second byte's range keeps out overlong forms, surrogates and what lies beyond Unicode.
  private void begin(int b) {
    least = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
    most = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    if (b >= 0xC2 && b <= 0xDF) {
      awaited = 1;
    } else if (b >= 0xE0 && b <= 0xEF) {
      awaited = 2;
    } else if (b >= 0xF0 && b <= 0xF4) {
      awaited = 3;
    } else {
      invalid = true;
    }
  }
}
