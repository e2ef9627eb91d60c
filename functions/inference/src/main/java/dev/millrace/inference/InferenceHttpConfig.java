package dev.millrace.inference;

import dev.millrace.config.Env;
import dev.millrace.webhook.guard.Cidr;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What the HTTP function reads from its environment.
///
/// @param uploadsTable `UPLOADS_TABLE`, the table of uploads and results
/// @param bucket `BUCKET`, where chunks and embeddings lie
/// @param controlTable `CONTROL_TABLE`, the table of limits
/// @param trustedProxies `TRUSTED_PROXIES`, whose word about the client's address is taken
/// @param models `MODEL_DIR`, `MODEL_URI` and `MODEL_CANDIDATE_URI`, where models come from
/// @param memoryMegabytes `AWS_LAMBDA_FUNCTION_MEMORY_SIZE`, set by Lambda
record InferenceHttpConfig(
    String uploadsTable,
    String bucket,
    String controlTable,
    List<Cidr> trustedProxies,
    ModelSources models,
    int memoryMegabytes) {

  static InferenceHttpConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(
        new InferenceHttpConfig(
            env.required("UPLOADS_TABLE"),
            env.required("BUCKET"),
            env.required("CONTROL_TABLE"),
            env.list("TRUSTED_PROXIES", Cidr::parse),
            new ModelSources(
                Path.of(env.required("MODEL_DIR")),
                env.text("MODEL_URI", ""),
                env.text("MODEL_CANDIDATE_URI", "")),
            (int) env.integer("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", 1769, 128, 10_240)));
  }
}
