package dev.millrace.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.config.ConfigException;
import dev.millrace.config.Env;
import dev.millrace.intake.IntakeConfig;
import dev.millrace.upload.Priority;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtractionConfigTest {
  private static final Map<String, String> REQUIRED =
      Map.of(
          "UPLOADS_TABLE", "uploads",
          "CONTROL_TABLE", "control",
          "BUCKET", "bucket",
          "SECRET_KEY", "the-key",
          "DOCUMENTS_NORMAL_QUEUE_URL", "http://sqs/normal",
          "DOCUMENTS_HIGH_QUEUE_URL", "http://sqs/high");

  @Test
  void hasDefaults() {
    assertThat(ExtractionConfig.from(REQUIRED))
        .isEqualTo(
            new ExtractionConfig(
                IntakeConfig.from(new Env(REQUIRED)),
                "the-key",
                Map.of(Priority.NORMAL, "http://sqs/normal", Priority.HIGH, "http://sqs/high"),
                "",
                50_000_000,
                100_000_000,
                10_000_000,
                1_500_000_000));
  }

  @Test
  void readsEverything() {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.put("HEAVY_QUEUE_URL", "http://sqs/heavy");
    environment.put("MAX_PDF_BYTES", "1");
    environment.put("MAX_CSV_BYTES", "2");
    environment.put("MAX_TEXT_BYTES", "3");
    environment.put("MAX_MEMORY_BYTES", "4");

    assertThat(ExtractionConfig.from(environment))
        .isEqualTo(
            new ExtractionConfig(
                IntakeConfig.from(new Env(REQUIRED)),
                "the-key",
                Map.of(Priority.NORMAL, "http://sqs/normal", Priority.HIGH, "http://sqs/high"),
                "http://sqs/heavy",
                1,
                2,
                3,
                4));
  }

  @Test
  void namesEveryProblem() {
    assertThatThrownBy(
            () -> ExtractionConfig.from(Map.of("RUN_LEASE", "soon", "MAX_PDF_BYTES", "0")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "UPLOADS_TABLE",
            "CONTROL_TABLE",
            "BUCKET",
            "SECRET_KEY",
            "DOCUMENTS_NORMAL_QUEUE_URL",
            "DOCUMENTS_HIGH_QUEUE_URL",
            "RUN_LEASE",
            "MAX_PDF_BYTES");
  }
}
