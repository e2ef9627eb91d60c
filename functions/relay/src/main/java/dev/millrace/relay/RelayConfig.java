package dev.millrace.relay;

import dev.millrace.config.Env;
import java.util.Map;

/// What this function reads from its environment.
///
/// @param uploadsTable `UPLOADS_TABLE`, where the events lie
/// @param webhooksTable `WEBHOOKS_TABLE`, endpoints and deliveries
/// @param controlTable `CONTROL_TABLE`, who listens to which upload
/// @param queueUrl `DELIVERIES_QUEUE_URL`, which the first attempts are asked for through
/// @param socketEndpoint `SOCKET_ENDPOINT`, the WebSocket API's stage as an HTTP address
record RelayConfig(
    String uploadsTable,
    String webhooksTable,
    String controlTable,
    String queueUrl,
    String socketEndpoint) {

  static RelayConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(
        new RelayConfig(
            env.required("UPLOADS_TABLE"),
            env.required("WEBHOOKS_TABLE"),
            env.required("CONTROL_TABLE"),
            env.required("DELIVERIES_QUEUE_URL"),
            env.required("SOCKET_ENDPOINT")));
  }
}
