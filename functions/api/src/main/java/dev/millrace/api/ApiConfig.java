package dev.millrace.api;

import dev.millrace.config.Env;
import java.util.Map;

/// What this function reads from its environment.
///
/// @param uploadsTable `UPLOADS_TABLE`, the table of uploads and results
/// @param webhooksTable `WEBHOOKS_TABLE`, the table of webhook endpoints
/// @param bucket `BUCKET`, where large results lie
record ApiConfig(String uploadsTable, String webhooksTable, String bucket) {
  static ApiConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(
        new ApiConfig(
            env.required("UPLOADS_TABLE"), env.required("WEBHOOKS_TABLE"), env.required("BUCKET")));
  }
}
