package dev.millrace.bench;

import java.lang.management.ManagementFactory;

/// What the figures were measured on.
///
/// @param memoryBytes of the machine, not of this process
record Machine(String os, String arch, int cpus, long memoryBytes, String java) {
  static Machine here() {
    long memory =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    return new Machine(
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        memory,
        Runtime.version().toString());
  }
}
