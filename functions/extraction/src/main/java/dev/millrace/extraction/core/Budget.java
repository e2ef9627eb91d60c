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

  /// Beside the original lie its pages, packed, and the text that is made of them.
  private static final double DISK_PER_BYTE = 1.5;

  /// {@return whether reading so many bytes fits, as far as that can be told beforehand}
  boolean covers(long bytes) {
    return MEMORY_AT_LEAST + bytes * MEMORY_PER_BYTE <= memoryBytes
        && bytes * DISK_PER_BYTE <= freeDiskBytes.getAsLong();
  }
}
