package dev.millrace.upload;

/// Keeps a run, and the message that asked for it, from being given to another worker.
public interface RunLease extends AutoCloseable {
  /// {@return whether another worker may have the run by now}
  boolean lost();

  @Override
  void close();

  /// Starts to keep runs.
  @FunctionalInterface
  interface Keeper {
    /// {@return the lease of a run that has been claimed, renewed until it is closed}
    RunLease keep(Run claimed);
  }
}
