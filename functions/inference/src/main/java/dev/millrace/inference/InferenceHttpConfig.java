package dev.millrace.inference;

import dev.millrace.config.Env;
import java.nio.file.Path;
import java.util.Map;

/// What the HTTP function reads from its environment.
///
/// @param modelDir `MODEL_DIR`, the folder of model bundles
/// @param memoryMegabytes `AWS_LAMBDA_FUNCTION_MEMORY_SIZE`, set by Lambda
record InferenceHttpConfig(Path modelDir, int memoryMegabytes) {

  static InferenceHttpConfig from(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(
        new InferenceHttpConfig(
            Path.of(env.required("MODEL_DIR")),
            (int) env.integer("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", 1769, 128, 10_240)));
  }
}
