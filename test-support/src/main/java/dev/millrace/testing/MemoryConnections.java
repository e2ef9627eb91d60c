package dev.millrace.testing;

import dev.millrace.progress.Connection;
import dev.millrace.progress.ConnectionStore;
import dev.millrace.progress.ListenerStore;
import dev.millrace.upload.UploadRef;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Connections and listeners in memory.
public final class MemoryConnections implements ConnectionStore, ListenerStore {
  private final Map<String, Connection> connections = new LinkedHashMap<>();
  private final Map<UploadRef, Set<String>> listeners = new LinkedHashMap<>();
  private final Clock clock;

  public MemoryConnections(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<Connection> find(String connectionId) {
    return Optional.ofNullable(connections.get(connectionId))
        .filter(connection -> connection.expiresAt().isAfter(clock.instant()));
  }

  @Override
  public synchronized void save(Connection connection) {
    connections.put(connection.connectionId(), connection);
    for (UploadRef upload : connection.uploads()) {
      listeners.computeIfAbsent(upload, _ -> new LinkedHashSet<>()).add(connection.connectionId());
    }
  }

  @Override
  public synchronized void remove(Connection connection) {
    connections.remove(connection.connectionId());
    connection.uploads().forEach(upload -> remove(upload, connection.connectionId()));
  }

  @Override
  public synchronized List<String> of(UploadRef upload) {
    return listeners.getOrDefault(upload, Set.of()).stream()
        .filter(id -> find(id).isPresent())
        .toList();
  }

  @Override
  public synchronized void remove(UploadRef upload, String connectionId) {
    listeners.getOrDefault(upload, new LinkedHashSet<>()).remove(connectionId);
  }
}
