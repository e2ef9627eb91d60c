package dev.millrace.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.config.ConfigException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DispatchConfigTest {
  private static final Map<String, String> REQUIRED =
      Map.of(
          "WEBHOOKS_TABLE",
          "webhooks",
          "UPLOADS_TABLE",
          "uploads",
          "CONTROL_TABLE",
          "control",
          "SECRET_KEY",
          "the-key",
          "DELIVERIES_QUEUE_URL",
          "queue");

  @Test
  void defaultsApply() {
    DispatchConfig config = DispatchConfig.from(REQUIRED);

    assertThat(config.schedule())
        .extracting(Duration::toString)
        .containsExactly("PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT10H");
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.lease()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.httpAllowed()).isFalse();
    assertThat(config.allowedRanges()).isEmpty();
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() ->
            DispatchConfig.from(
                Map.of("WEBHOOK_ALLOWED_CIDRS", "everything", "DELIVERY_SCHEDULE", "often")))
        .withMessageContainingAll(
            "WEBHOOKS_TABLE",
            "UPLOADS_TABLE",
            "CONTROL_TABLE",
            "SECRET_KEY",
            "DELIVERIES_QUEUE_URL",
            "WEBHOOK_ALLOWED_CIDRS",
            "DELIVERY_SCHEDULE");
  }

  @Test
  void aLeaseMustOutlastTheDeadline() {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.put("DELIVERY_TIMEOUT", "PT30S");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> DispatchConfig.from(environment))
        .withMessageContaining("DELIVERY_LEASE must be longer");
  }
}
