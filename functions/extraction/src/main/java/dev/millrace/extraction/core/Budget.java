package dev.millrace.extraction.core;

import java.util.function.LongSupplier;

/// What a run may use.
///
/// @param memoryBytes the most heap that what it keeps may fill; over it the sandbox is ended
/// @param freeDiskBytes tells how much local storage is free
public record Budget(long memoryBytes, LongSupplier freeDiskBytes) {
  private static final long MEMORY_AT_LEAST = 128L * 1024 * 1024;

  /// Measured on PDFs of many small objects; other kinds need less.
  private static final double MEMORY_PER_BYTE = 0.25;

  /// An original's pages, packed, and the text that is made of them.
  private static final double TEXT_PER_BYTE = 0.5;

  /// {@return whether there is memory for reading so many bytes, as far as that can be told}
  boolean hasMemoryFor(long bytes) {
    return MEMORY_AT_LEAST + bytes * MEMORY_PER_BYTE <= memoryBytes;
  }

  /// {@return whether local storage has room for an original and its text}
  boolean hasRoomFor(long bytes) {
    return bytes * (1 + TEXT_PER_BYTE) <= freeDiskBytes.getAsLong();
  }

  /// {@return whether local storage has room for the text of an original that lies elsewhere}
  boolean hasRoomForTextOf(long bytes) {
    return bytes * TEXT_PER_BYTE <= freeDiskBytes.getAsLong();
  }
}
