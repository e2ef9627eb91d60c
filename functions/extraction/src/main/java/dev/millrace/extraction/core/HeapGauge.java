package dev.millrace.extraction.core;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Tells how full the heap is with what a collection cannot free.
///
/// @param used bytes in use after the last full collection; 0 if there was none
/// @param max bytes that there may be
public record HeapGauge(LongSupplier used, long max) {
  /// {@return the gauge of this process}
  public static HeapGauge ofThisProcess() {
    MemoryPoolMXBean oldest = null;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported()) {
        oldest = pool;
      }
    }
    MemoryPoolMXBean measured = oldest;
    return new HeapGauge(() -> usedAfterCollection(measured), max(measured));
  }

  /// {@return the share of the heap that is in use for good, 0 to 1}
  public double share() {
    return used.getAsLong() / (double) max;
  }

  private static long usedAfterCollection(@Nullable MemoryPoolMXBean pool) {
    MemoryUsage usage = pool == null ? null : pool.getCollectionUsage();
    return usage == null ? 0 : usage.getUsed();
  }

  private static long max(@Nullable MemoryPoolMXBean pool) {
    long max = pool == null ? -1 : pool.getUsage().getMax();
    return max > 0 ? max : Runtime.getRuntime().maxMemory();
  }
}
