package dev.millrace.socket.core;

import dev.millrace.auth.ApiKey;
import dev.millrace.auth.ApiKeyStore;
import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.progress.Connection;
import dev.millrace.progress.ConnectionStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lets a connection in whose key may read uploads.
public final class OpenConnection {
  /// API Gateway closes every connection after so long.
  private static final Duration LIFE = Duration.ofHours(2);

  private final ApiKeyStore keys;
  private final ConnectionStore connections;
  private final Clock clock;

  public OpenConnection(ApiKeyStore keys, ConnectionStore connections, Clock clock) {
    this.keys = keys;
    this.connections = connections;
    this.clock = clock;
  }

  /// {@return the connection, or empty if the key does not let it in}
  ///
  /// @param key as it was sent
  public Optional<Connection> open(String connectionId, String key) {
    return keys.find(ApiKey.hash(key))
        .filter(OpenConnection::mayListen)
        .map(found ->
            new Connection(connectionId, found.tenantId(), List.of(), clock.instant().plus(LIFE)))
        .map(connection -> {
          connections.save(connection);
          return connection;
        });
  }

  private static boolean mayListen(ApiKey key) {
    return key.revokedAt() == null
        && new Caller(key.tenantId(), key.keyId(), Set.copyOf(key.scopes()))
            .may(Scope.UPLOADS_READ);
  }
}
