package dev.millrace.relay.core;

import dev.millrace.progress.ProgressFrame;

/// Sends frames to open connections.
@FunctionalInterface
public interface FrameSender {
  /// Sends a frame. Never throws for what becomes of the connection.
  Receipt send(String connectionId, ProgressFrame frame);

  /// What became of a frame.
  enum Receipt {
    SENT,
    /// The connection is closed for good.
    GONE,
    FAILED
  }
}
