package dev.millrace.extraction.fuzz;

import java.util.Arrays;

/// Parts of what the fuzzer makes.
final class Inputs {
  private Inputs() {}

  /// {@return what follows the first so many bytes}
  static byte[] from(byte[] data, int start) {
    return Arrays.copyOfRange(data, Math.min(start, data.length), data.length);
  }
}
