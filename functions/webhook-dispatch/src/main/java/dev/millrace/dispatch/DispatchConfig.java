package dev.millrace.dispatch;

import dev.millrace.config.Env;
import dev.millrace.webhook.guard.Cidr;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What this function reads from its environment.
///
/// @param webhooksTable `WEBHOOKS_TABLE`, endpoints, deliveries and attempts
/// @param uploadsTable `UPLOADS_TABLE`, where the events lie
/// @param controlTable `CONTROL_TABLE`, where operators set flags
/// @param secretKey `SECRET_KEY`, which the secrets of endpoints are sealed with
/// @param queueUrl `DELIVERIES_QUEUE_URL`, which the retries go to
/// @param schedule `DELIVERY_SCHEDULE`, the waits before the second and each later attempt
/// @param timeout `DELIVERY_TIMEOUT`, the deadline over one whole exchange
/// @param lease `DELIVERY_LEASE`, how long an attempt owns its delivery; an endpoint with a
///   deadline of its own moves it
/// @param httpAllowed `WEBHOOK_ALLOW_HTTP`, whether subscribers may use plain HTTP
/// @param allowedRanges `WEBHOOK_ALLOWED_CIDRS`, private networks that subscribers may be in
record DispatchConfig(
    String webhooksTable,
    String uploadsTable,
    String controlTable,
    String secretKey,
    String queueUrl,
    List<Duration> schedule,
    Duration timeout,
    Duration lease,
    boolean httpAllowed,
    List<Cidr> allowedRanges) {
  private static final List<Duration> SCHEDULE =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(10));

  static DispatchConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    DispatchConfig config =
        new DispatchConfig(
            env.required("WEBHOOKS_TABLE"),
            env.required("UPLOADS_TABLE"),
            env.required("CONTROL_TABLE"),
            env.required("SECRET_KEY"),
            env.required("DELIVERIES_QUEUE_URL"),
            env.durations("DELIVERY_SCHEDULE", SCHEDULE),
            env.duration("DELIVERY_TIMEOUT", Duration.ofSeconds(15)),
            env.duration("DELIVERY_LEASE", Duration.ofSeconds(30)),
            env.flag("WEBHOOK_ALLOW_HTTP", false),
            env.list("WEBHOOK_ALLOWED_CIDRS", Cidr::parse));
    env.check(
        config.lease.compareTo(config.timeout) > 0,
        "DELIVERY_LEASE must be longer than DELIVERY_TIMEOUT");
    return env.checked(config);
  }
}
