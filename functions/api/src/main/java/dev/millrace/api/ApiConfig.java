package dev.millrace.api;

import dev.millrace.config.Env;
import dev.millrace.eta.sqs.FileQueues;
import dev.millrace.webhook.guard.Cidr;
import java.util.List;
import java.util.Map;

/// What this function reads from its environment.
///
/// @param uploadsTable `UPLOADS_TABLE`, the table of uploads and results
/// @param webhooksTable `WEBHOOKS_TABLE`, the table of webhook endpoints
/// @param controlTable `CONTROL_TABLE`, the table of limits
/// @param bucket `BUCKET`, where large results lie
/// @param queues where files wait for a worker
/// @param secretKey `SECRET_KEY`, which the secrets of endpoints are sealed with
/// @param deliveriesQueueUrl `DELIVERIES_QUEUE_URL`, which attempts are asked for through
/// @param httpAllowed `WEBHOOK_ALLOW_HTTP`, whether subscribers may use plain HTTP
/// @param allowedRanges `WEBHOOK_ALLOWED_CIDRS`, private networks that subscribers may be in
/// @param corsOrigin `CORS_ORIGIN`, whose pages upload
/// @param publicUrl `PUBLIC_URL`, what callers know this API by; empty if by the gateway's own name
/// @param trustedProxies `TRUSTED_PROXIES`, whose word about the client's address is taken
record ApiConfig(
    String uploadsTable,
    String webhooksTable,
    String controlTable,
    String bucket,
    FileQueues queues,
    String secretKey,
    String deliveriesQueueUrl,
    boolean httpAllowed,
    List<Cidr> allowedRanges,
    String corsOrigin,
    String publicUrl,
    List<Cidr> trustedProxies) {
  static ApiConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(
        new ApiConfig(
            env.required("UPLOADS_TABLE"),
            env.required("WEBHOOKS_TABLE"),
            env.required("CONTROL_TABLE"),
            env.required("BUCKET"),
            FileQueues.from(env),
            env.required("SECRET_KEY"),
            env.required("DELIVERIES_QUEUE_URL"),
            env.flag("WEBHOOK_ALLOW_HTTP", false),
            env.list("WEBHOOK_ALLOWED_CIDRS", Cidr::parse),
            env.text("CORS_ORIGIN", "*"),
            env.text("PUBLIC_URL", "").replaceFirst("/+$", ""),
            env.list("TRUSTED_PROXIES", Cidr::parse)));
  }
}
