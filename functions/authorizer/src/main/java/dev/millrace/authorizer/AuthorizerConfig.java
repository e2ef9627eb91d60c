package dev.millrace.authorizer;

import dev.millrace.config.Env;
import java.util.Map;

/// What this function reads from its environment.
///
/// @param controlTable `CONTROL_TABLE`, the table of API keys
record AuthorizerConfig(String controlTable) {
  static AuthorizerConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(new AuthorizerConfig(env.required("CONTROL_TABLE")));
  }
}
