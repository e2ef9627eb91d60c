package dev.millrace.authorizer;

import dev.millrace.auth.AuthorizeCaller;
import dev.millrace.auth.CachedKeys;
import dev.millrace.auth.TokenVerifier;
import dev.millrace.auth.dynamodb.DynamoApiKeys;
import dev.millrace.auth.jwt.JwtVerifier;
import dev.millrace.aws.Clients;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The composition root of the authorizer.
///
/// @param snapshotHooks to be registered, and kept for as long as the function lives: the registry
///   holds them weakly
record Wiring(AuthorizeCaller authorizeCaller, SnapshotHooks snapshotHooks) {
  private static final Duration MAX_KEY_AGE = Duration.ofSeconds(30);
  private static final int MAX_KEYS = 10_000;

  static Wiring of(AuthorizerConfig config) {
    DynamoApiKeys keys =
        new DynamoApiKeys(Clients.of(DynamoDbClient.builder()), config.controlTable());
    CachedKeys cache = new CachedKeys(keys::find, MAX_KEY_AGE, MAX_KEYS, Clock.systemUTC());
    Optional<JwtVerifier> tokens =
        config.issuer().map(issuer -> JwtVerifier.of(issuer, Clock.systemUTC()));
    AuthorizeCaller authorizeCaller =
        new AuthorizeCaller(cache, tokens.<TokenVerifier>map(t -> t).orElse(TokenVerifier.NONE));
    return new Wiring(authorizeCaller, new SnapshotHooks(authorizeCaller, cache, tokens));
  }
}
