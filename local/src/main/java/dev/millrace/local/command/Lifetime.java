package dev.millrace.local.command;

import java.time.Duration;

/// Keeps something running until the process is asked to end, then closes it within a bound.
final class Lifetime {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(8);

  private Lifetime() {}

  /// Waits for the end of the process, or of this thread.
  static void until(AutoCloseable running) throws InterruptedException {
    closeAtEnd(running);
    try {
      Thread.currentThread().join();
    } finally {
      close(running);
    }
  }

  /// Closes at the end of the process, if that has not been done by then.
  static void closeAtEnd(AutoCloseable running) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(running), "close"));
  }

  private static void close(AutoCloseable running) {
    Thread closing =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                running.close();
              } catch (Exception e) { // the process ends anyway
                System.err.println("While closing: " + e.getMessage());
              }
            });
    try {
      var _ = closing.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
