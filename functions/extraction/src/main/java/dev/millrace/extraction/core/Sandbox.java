package dev.millrace.extraction.core;

/// The process that this code runs in.
@FunctionalInterface
public interface Sandbox {
  /// Ends it at once, as it is no longer to be trusted. Whatever it was doing is done again by
  /// another one.
  void end();
}
