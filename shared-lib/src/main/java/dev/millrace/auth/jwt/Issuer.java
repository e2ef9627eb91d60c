package dev.millrace.auth.jwt;

import dev.millrace.config.Env;
import java.net.URI;
import java.util.Optional;

/// An OpenID Connect provider whose tokens are accepted.
///
/// @param issuer the claim `iss` of its tokens, and where its configuration is found
/// @param audience the claim `aud` that names this system
/// @param keys where its key set is; empty to look it up in its configuration
/// @param tenantClaim the claim that holds the tenant
/// @param scopeClaim the claim that holds the scopes, as a text with spaces or as a list
public record Issuer(
    String issuer, String audience, Optional<URI> keys, String tenantClaim, String scopeClaim) {
  /// Reads `JWT_ISSUER`, `JWT_AUDIENCE`, `JWT_KEYS_URL`, `JWT_TENANT_CLAIM` and `JWT_SCOPE_CLAIM`.
  ///
  /// @return the provider; empty if there is no `JWT_ISSUER`, and no token is accepted
  public static Optional<Issuer> from(Env env) {
    String name = env.text("JWT_ISSUER", "");
    String audience = env.text("JWT_AUDIENCE", "");
    Optional<URI> keys = env.list("JWT_KEYS_URL", URI::create).stream().findFirst();
    String tenantClaim = env.text("JWT_TENANT_CLAIM", "tenant");
    String scopeClaim = env.text("JWT_SCOPE_CLAIM", "scope");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    env.check(!audience.isEmpty(), "JWT_AUDIENCE is not set, though JWT_ISSUER is");
    return Optional.of(new Issuer(name, audience, keys, tenantClaim, scopeClaim));
  }
}
