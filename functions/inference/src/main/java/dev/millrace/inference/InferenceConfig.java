package dev.millrace.inference;

import dev.millrace.config.Env;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What this function reads from its environment.
///
/// @param uploadsTable `UPLOADS_TABLE`, the table of uploads and runs
/// @param controlTable `CONTROL_TABLE`, the table of flags
/// @param bucket `BUCKET`, where originals and derived objects lie
/// @param queueUrls `IMAGES_NORMAL_QUEUE_URL`, `IMAGES_HIGH_QUEUE_URL` and `CHUNKS_QUEUE_URL`
/// @param runLease `RUN_LEASE`, how long a run stays with a worker that does not renew it
/// @param messageVisibility `MESSAGE_VISIBILITY`, how long a message stays hidden likewise
/// @param maxEmbeddings `MAX_EMBEDDINGS`, how many chunks of a document are embedded
/// @param modelDir `MODEL_DIR`, the folder of model bundles
/// @param memoryMegabytes `AWS_LAMBDA_FUNCTION_MEMORY_SIZE`, set by Lambda
record InferenceConfig(
    String uploadsTable,
    String controlTable,
    String bucket,
    List<String> queueUrls,
    Duration runLease,
    Duration messageVisibility,
    int maxEmbeddings,
    Path modelDir,
    int memoryMegabytes) {
  InferenceConfig {
    queueUrls = List.copyOf(queueUrls);
  }

  static InferenceConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(
        new InferenceConfig(
            env.required("UPLOADS_TABLE"),
            env.required("CONTROL_TABLE"),
            env.required("BUCKET"),
            List.of(
                env.required("IMAGES_NORMAL_QUEUE_URL"),
                env.required("IMAGES_HIGH_QUEUE_URL"),
                env.required("CHUNKS_QUEUE_URL")),
            env.duration("RUN_LEASE", Duration.ofSeconds(50)),
            env.duration("MESSAGE_VISIBILITY", Duration.ofSeconds(60)),
            (int) env.integer("MAX_EMBEDDINGS", 400, 1, 10_000),
            Path.of(env.required("MODEL_DIR")),
            (int) env.integer("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", 1769, 128, 10_240)));
  }
}
