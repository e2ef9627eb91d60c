package dev.millrace.authorizer;

import dev.millrace.auth.jwt.Issuer;
import dev.millrace.config.Env;
import java.util.Map;
import java.util.Optional;

/// What this function reads from its environment.
///
/// @param controlTable `CONTROL_TABLE`, the table of API keys
/// @param issuer `JWT_*`: whose tokens are accepted
record AuthorizerConfig(String controlTable, Optional<Issuer> issuer) {
  static AuthorizerConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(new AuthorizerConfig(env.required("CONTROL_TABLE"), Issuer.from(env)));
  }
}
