package dev.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.config.ConfigException;
import dev.millrace.config.Env;
import dev.millrace.intake.IntakeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InferenceConfigTest {
  private static final Map<String, String> REQUIRED =
      Map.of(
          "UPLOADS_TABLE", "uploads",
          "CONTROL_TABLE", "control",
          "BUCKET", "bucket",
          "IMAGES_NORMAL_QUEUE_URL", "https://sqs/1/images-normal",
          "IMAGES_HIGH_QUEUE_URL", "https://sqs/1/images-high",
          "CHUNKS_QUEUE_URL", "https://sqs/1/chunks",
          "MODEL_DIR", "/models");

  @Test
  void whatIsNotSetHasADefault() {
    assertThat(InferenceConfig.from(REQUIRED))
        .isEqualTo(
            new InferenceConfig(
                IntakeConfig.from(new Env(REQUIRED)),
                List.of(
                    "https://sqs/1/images-normal",
                    "https://sqs/1/images-high",
                    "https://sqs/1/chunks"),
                400,
                new ModelSources(Path.of("/models"), "", ""),
                1769));
  }

  @Test
  void everyProblemIsNamed() {
    assertThatThrownBy(() ->
            InferenceConfig.from(
                Map.of(
                    "RUN_LEASE", "soon",
                    "MAX_EMBEDDINGS", "0",
                    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "64")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "UPLOADS_TABLE",
            "CONTROL_TABLE",
            "BUCKET",
            "IMAGES_NORMAL_QUEUE_URL",
            "IMAGES_HIGH_QUEUE_URL",
            "CHUNKS_QUEUE_URL",
            "RUN_LEASE",
            "MAX_EMBEDDINGS",
            "MODEL_DIR",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE");
  }

  @Test
  void theHttpFunctionNeedsItsModelsAndLimits() {
    assertThat(
            InferenceHttpConfig.from(
                Map.of(
                    "UPLOADS_TABLE", "uploads",
                    "BUCKET", "bucket",
                    "MODEL_DIR", "/models",
                    "CONTROL_TABLE", "control")))
        .isEqualTo(
            new InferenceHttpConfig(
                "uploads",
                "bucket",
                "control",
                List.of(),
                new ModelSources(Path.of("/models"), "", ""),
                1769));
    assertThatThrownBy(() -> InferenceHttpConfig.from(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("UPLOADS_TABLE", "BUCKET", "MODEL_DIR", "CONTROL_TABLE");
  }
}
