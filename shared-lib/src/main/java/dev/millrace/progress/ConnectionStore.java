package dev.millrace.progress;

import java.util.Optional;

/// Where open connections are kept.
public interface ConnectionStore {
  /// {@return a connection that has not expired}
  Optional<Connection> find(String connectionId);

  /// Keeps a connection and what it listens to.
  void save(Connection connection);

  /// Forgets a connection and what it listens to.
  void remove(Connection connection);
}
