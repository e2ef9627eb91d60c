package dev.millrace.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// How much memory a process uses, where the system tells (`/proc`).
final class Memory {
  private Memory() {}

  /// {@return the resident set in MB, 0 where it is not known}
  static long residentMegabytes(long pid) {
    return megabytes(pid, "VmRSS:");
  }

  /// {@return the largest resident set so far in MB, 0 where it is not known}
  static long peakMegabytes(long pid) {
    return megabytes(pid, "VmHWM:");
  }

  private static long megabytes(long pid, String field) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // it has ended, or this is not Linux
    }
  }
}
