package dev.millrace.inference;

import dev.millrace.config.Env;
import dev.millrace.intake.IntakeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What this function reads from its environment.
///
/// @param intake how files are taken in
/// @param queueUrls `IMAGES_NORMAL_QUEUE_URL`, `IMAGES_HIGH_QUEUE_URL` and `CHUNKS_QUEUE_URL`
/// @param maxEmbeddings `MAX_EMBEDDINGS`, how many chunks of a document are embedded
/// @param models `MODEL_DIR`, `MODEL_URI` and `MODEL_CANDIDATE_URI`, where models come from
/// @param memoryMegabytes `AWS_LAMBDA_FUNCTION_MEMORY_SIZE`, set by Lambda
record InferenceConfig(
    IntakeConfig intake,
    List<String> queueUrls,
    int maxEmbeddings,
    ModelSources models,
    int memoryMegabytes) {
  InferenceConfig {
    queueUrls = List.copyOf(queueUrls);
  }

  static InferenceConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(
        new InferenceConfig(
            IntakeConfig.from(env),
            List.of(
                env.required("IMAGES_NORMAL_QUEUE_URL"),
                env.required("IMAGES_HIGH_QUEUE_URL"),
                env.required("CHUNKS_QUEUE_URL")),
            (int) env.integer("MAX_EMBEDDINGS", 400, 1, 10_000),
            new ModelSources(
                Path.of(env.required("MODEL_DIR")),
                env.text("MODEL_URI", ""),
                env.text("MODEL_CANDIDATE_URI", "")),
            (int) env.integer("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", 1769, 128, 10_240)));
  }
}
