package dev.millrace.socket.core;

import dev.millrace.auth.AuthorizeCaller;
import dev.millrace.auth.Caller;
import dev.millrace.auth.Decision.Allowed;
import dev.millrace.auth.Scope;
import dev.millrace.auth.UploadToken;
import dev.millrace.auth.UploadTokenStore;
import dev.millrace.progress.Connection;
import dev.millrace.progress.ConnectionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Lets in connections that may hear how uploads stand: of a key or token with the right scope, or
/// of a page that uploads by an upload token, for as long as that lives.
public final class OpenConnection {
  /// API Gateway closes every connection after so long.
  private static final Duration LIFE = Duration.ofHours(2);

  private final AuthorizeCaller callers;
  private final UploadTokenStore uploadTokens;
  private final ConnectionStore connections;
  private final Clock clock;

  public OpenConnection(
      AuthorizeCaller callers,
      UploadTokenStore uploadTokens,
      ConnectionStore connections,
      Clock clock) {
    this.callers = callers;
    this.uploadTokens = uploadTokens;
    this.connections = connections;
    this.clock = clock;
  }

  /// {@return the connection, or empty if the credential does not let it in}
  ///
  /// @param credential an API key, a token of the identity provider or an upload token, as sent
  public Optional<Connection> open(String connectionId, String credential) {
    Instant now = clock.instant();
    Optional<Connection> opened =
        UploadToken.find(credential)
            .map(ref -> byUploadToken(connectionId, ref, now))
            .orElseGet(() -> byCaller(connectionId, credential, now));
    opened.ifPresent(connections::save);
    return opened;
  }

  private Optional<Connection> byUploadToken(
      String connectionId, UploadToken.Ref ref, Instant now) {
    return uploadTokens
        .find(ref)
        .filter(token -> token.live(now))
        .map(token -> {
          Instant end = now.plus(LIFE);
          Instant until = token.expiresAt().isBefore(end) ? token.expiresAt() : end;
          return new Connection(connectionId, token.tenantId(), List.of(), until);
        });
  }

  private Optional<Connection> byCaller(String connectionId, String credential, Instant now) {
    return callers.decideAbout(credential) instanceof Allowed(Caller caller)
            && caller.may(Scope.UPLOADS_READ)
        ? Optional.of(new Connection(connectionId, caller.tenantId(), List.of(), now.plus(LIFE)))
        : Optional.empty();
  }
}
