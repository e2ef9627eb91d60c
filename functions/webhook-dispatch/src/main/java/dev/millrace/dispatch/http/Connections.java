package dev.millrace.dispatch.http;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/// Connections that no exchange is using, until one does or there are too many.
final class Connections implements Closeable {
  private final int most;
  private final Deque<Connection> idle = new ArrayDeque<>();

  /// @param most how many are kept
  Connections(int most) {
    this.most = most;
  }

  /// {@return a connection to an origin, for the caller alone; the one that was used last, if there
  /// are several}
  Optional<Connection> take(Origin origin) throws IOException {
    Optional<Connection> found = remove(origin);
    while (found.isPresent() && !found.get().usable()) {
      found.get().close();
      found = remove(origin);
    }
    return found;
  }

  /// Keeps a connection for the next exchange.
  void keep(Connection connection) throws IOException {
    Optional<Connection> oldest;
    synchronized (idle) {
      idle.addFirst(connection);
      oldest = idle.size() > most ? Optional.of(idle.removeLast()) : Optional.empty();
    }
    if (oldest.isPresent()) {
      oldest.get().close();
    }
  }

  private Optional<Connection> remove(Origin origin) {
    synchronized (idle) {
      Iterator<Connection> all = idle.iterator();
      while (all.hasNext()) {
        Connection connection = all.next();
        if (connection.origin().equals(origin)) {
          all.remove();
          return Optional.of(connection);
        }
      }
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (idle) {
      for (Connection connection : idle) {
        connection.close();
      }
      idle.clear();
    }
  }
}
