package dev.millrace.socket;

import dev.millrace.auth.jwt.Issuer;
import dev.millrace.config.Env;
import java.util.Map;
import java.util.Optional;

/// What this function reads from its environment.
///
/// @param controlTable `CONTROL_TABLE`, API keys and connections
/// @param uploadsTable `UPLOADS_TABLE`, how uploads stand
/// @param issuer `JWT_*`: whose tokens are accepted
record SocketConfig(String controlTable, String uploadsTable, Optional<Issuer> issuer) {

  static SocketConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(
        new SocketConfig(
            env.required("CONTROL_TABLE"), env.required("UPLOADS_TABLE"), Issuer.from(env)));
  }
}
