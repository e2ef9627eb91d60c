package dev.millrace.local.triggers;

/// Something that invokes a function by itself until it is closed.
public sealed interface Trigger extends AutoCloseable permits QueuePoller, Schedule, StreamPoller {
  /// Begins to invoke.
  void start();

  @Override
  void close();
}
