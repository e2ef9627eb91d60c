package dev.millrace.authorizer;

import dev.millrace.authorizer.jwt.Issuer;
import dev.millrace.config.Env;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// What this function reads from its environment.
///
/// @param controlTable `CONTROL_TABLE`, the table of API keys
/// @param issuer `JWT_ISSUER`, `JWT_AUDIENCE`, `JWT_KEYS_URL`, `JWT_TENANT_CLAIM`,
///   `JWT_SCOPE_CLAIM`; empty if there is no `JWT_ISSUER`, and no token is accepted
record AuthorizerConfig(String controlTable, Optional<Issuer> issuer) {
  static AuthorizerConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(new AuthorizerConfig(env.required("CONTROL_TABLE"), issuer(env)));
  }

  private static Optional<Issuer> issuer(Env env) {
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
