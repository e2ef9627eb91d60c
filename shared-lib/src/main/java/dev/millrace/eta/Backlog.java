package dev.millrace.eta;

import dev.millrace.upload.Kind;
import dev.millrace.upload.Priority;

/// Counts the files that wait for a worker.
@FunctionalInterface
public interface Backlog {
  /// {@return about how many files wait in the queue of a kind and priority}
  long waiting(Kind kind, Priority priority);
}
