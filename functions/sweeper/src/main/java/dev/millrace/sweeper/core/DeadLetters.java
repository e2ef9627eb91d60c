package dev.millrace.sweeper.core;

import java.util.List;

/// A dead-letter queue: messages that were handed out too often without being settled, most likely
/// because their workers died.
///
/// @param <T> what a message says
public interface DeadLetters<T> {
  /// {@return the next few messages; those that cannot be read are dropped}
  List<DeadLetter<T>> receive();

  /// Puts a message back into the queue that it came from.
  void sendBack(DeadLetter<T> letter);

  /// Drops a message.
  void remove(DeadLetter<T> letter);

  /// A message.
  ///
  /// @param body as it was sent
  /// @param group that it belongs to, or empty
  /// @param receipt names this handing out
  record DeadLetter<T>(T content, String body, String group, String receipt) {}
}
