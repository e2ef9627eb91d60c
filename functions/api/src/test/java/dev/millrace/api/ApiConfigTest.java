package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.config.ConfigException;
import dev.millrace.eta.sqs.FileQueues;
import dev.millrace.upload.Priority;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiConfigTest {
  @Test
  void readsItsVariables() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PUBLIC_URL", "https://api.example.com/");
    environment.putAll(
        Map.of(
            "UPLOADS_TABLE", "uploads",
            "WEBHOOKS_TABLE", "webhooks",
            "CONTROL_TABLE", "control",
            "BUCKET", "b",
            "DOCUMENTS_NORMAL_QUEUE_URL", "dn",
            "DOCUMENTS_HIGH_QUEUE_URL", "dh",
            "IMAGES_NORMAL_QUEUE_URL", "in",
            "IMAGES_HIGH_QUEUE_URL", "ih",
            "SECRET_KEY", "the-key",
            "DELIVERIES_QUEUE_URL", "queue"));
    assertThat(ApiConfig.from(environment))
        .isEqualTo(
            new ApiConfig(
                "uploads",
                "webhooks",
                "control",
                "b",
                new FileQueues(
                    Map.of(Priority.NORMAL, "dn", Priority.HIGH, "dh"),
                    Map.of(Priority.NORMAL, "in", Priority.HIGH, "ih"),
                    10,
                    5),
                "the-key",
                "queue",
                false,
                List.of(),
                "*",
                "https://api.example.com",
                List.of()));
  }

  @Test
  void namesAllThatIsMissing() {
    assertThatThrownBy(() -> ApiConfig.from(Map.of("WEBHOOK_ALLOWED_CIDRS", "all")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "UPLOADS_TABLE",
            "WEBHOOKS_TABLE",
            "CONTROL_TABLE",
            "BUCKET",
            "SECRET_KEY",
            "DELIVERIES_QUEUE_URL",
            "WEBHOOK_ALLOWED_CIDRS");
  }
}
