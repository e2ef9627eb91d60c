package dev.millrace.presign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.config.ConfigException;
import dev.millrace.eta.sqs.FileQueues;
import dev.millrace.presign.core.FixedRules;
import dev.millrace.presign.flag.SizeLimits;
import dev.millrace.upload.Priority;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PresignConfigTest {
  private static final FileQueues QUEUES =
      new FileQueues(
          Map.of(Priority.NORMAL, "dn", Priority.HIGH, "dh"),
          Map.of(Priority.NORMAL, "in", Priority.HIGH, "ih"),
          10,
          5);

  @Test
  void hasDefaults() {
    assertThat(
            PresignConfig.from(
                with(
                    "UPLOADS_TABLE", "uploads",
                    "CONTROL_TABLE", "control",
                    "BUCKET", "bucket",
                    "SECRET_KEY", "the-key")))
        .isEqualTo(
            new PresignConfig(
                "uploads",
                "control",
                "bucket",
                new SizeLimits(52_428_800, 104_857_600, 10_485_760, 10_485_760),
                FixedRules.upTo(1).contentTypes(),
                QUEUES,
                Duration.ofHours(1),
                "the-key",
                "",
                List.of()));
  }

  @Test
  void readsItsVariables() {
    assertThat(
            PresignConfig.from(
                with(
                    "UPLOADS_TABLE", "uploads",
                    "CONTROL_TABLE", "control",
                    "BUCKET", "bucket",
                    "SECRET_KEY", "the-key",
                    "ALLOWED_CONTENT_TYPES", "text/csv, image/png",
                    "PUBLIC_URL", "https://api.example.com/",
                    "MAX_PDF_BYTES", "4",
                    "MAX_CSV_BYTES", "3",
                    "MAX_TEXT_BYTES", "2",
                    "MAX_IMAGE_BYTES", "1",
                    "UPLOAD_URL_TTL", "PT5M")))
        .isEqualTo(
            new PresignConfig(
                "uploads",
                "control",
                "bucket",
                new SizeLimits(4, 3, 2, 1),
                Set.of("text/csv", "image/png"),
                QUEUES,
                Duration.ofMinutes(5),
                "the-key",
                "https://api.example.com",
                List.of()));
  }

  @Test
  void namesAllThatIsWrong() {
    assertThatThrownBy(() ->
            PresignConfig.from(
                Map.of(
                    "MAX_PDF_BYTES", "0",
                    "MAX_CSV_BYTES", "many",
                    "MAX_TEXT_BYTES", "-1",
                    "MAX_IMAGE_BYTES", "53687091200001",
                    "ALLOWED_CONTENT_TYPES", "video/mp4",
                    "UPLOAD_URL_TTL", "1h",
                    "TRUSTED_PROXIES", "all")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "UPLOADS_TABLE",
            "CONTROL_TABLE",
            "BUCKET",
            "SECRET_KEY",
            "MAX_PDF_BYTES",
            "MAX_CSV_BYTES",
            "MAX_TEXT_BYTES",
            "MAX_IMAGE_BYTES",
            "ALLOWED_CONTENT_TYPES",
            "UPLOAD_URL_TTL",
            "TRUSTED_PROXIES");
  }

  private static Map<String, String> with(String... variables) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "DOCUMENTS_NORMAL_QUEUE_URL", "dn",
                "DOCUMENTS_HIGH_QUEUE_URL", "dh",
                "IMAGES_NORMAL_QUEUE_URL", "in",
                "IMAGES_HIGH_QUEUE_URL", "ih"));
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return environment;
  }
}
