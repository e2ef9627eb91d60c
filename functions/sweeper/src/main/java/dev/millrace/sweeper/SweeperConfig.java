package dev.millrace.sweeper;

import dev.millrace.config.Env;
import java.time.Duration;
import java.util.Map;

/// What this function reads from its environment.
///
/// @param uploadsTable `UPLOADS_TABLE`, uploads, runs and events
/// @param webhooksTable `WEBHOOKS_TABLE`, endpoints and deliveries
/// @param bucket `BUCKET`, where the bytes of uploads arrive
/// @param runLease `RUN_LEASE`, how long a worker owns a run without renewing it
/// @param interval `SWEEP_INTERVAL`, how long after a sweep the next one begins, as long as the
///   function has time
record SweeperConfig(
    String uploadsTable,
    String webhooksTable,
    String bucket,
    Duration runLease,
    Duration interval,
    Queue documentsNormal,
    Queue documentsHigh,
    Queue imagesNormal,
    Queue imagesHigh,
    Queue chunks,
    Queue deliveries) {

  /// A queue and its dead letters.
  ///
  /// @param url `…_QUEUE_URL`
  /// @param deadLettersUrl `…_DEAD_LETTER_QUEUE_URL`
  record Queue(String url, String deadLettersUrl) {}

  static SweeperConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(
        new SweeperConfig(
            env.required("UPLOADS_TABLE"),
            env.required("WEBHOOKS_TABLE"),
            env.required("BUCKET"),
            env.duration("RUN_LEASE", Duration.ofSeconds(50)),
            env.duration("SWEEP_INTERVAL", Duration.ofMinutes(1)),
            queue(env, "DOCUMENTS_NORMAL"),
            queue(env, "DOCUMENTS_HIGH"),
            queue(env, "IMAGES_NORMAL"),
            queue(env, "IMAGES_HIGH"),
            queue(env, "CHUNKS"),
            queue(env, "DELIVERIES")));
  }

  private static Queue queue(Env env, String stem) {
    return new Queue(
        env.required(stem + "_QUEUE_URL"), env.required(stem + "_DEAD_LETTER_QUEUE_URL"));
  }
}
