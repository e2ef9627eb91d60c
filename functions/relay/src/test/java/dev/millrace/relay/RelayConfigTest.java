package dev.millrace.relay;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.config.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelayConfigTest {
  @Test
  void everyProblemIsNamedAtOnce() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> RelayConfig.from(Map.of()))
        .withMessageContainingAll(
            "UPLOADS_TABLE",
            "WEBHOOKS_TABLE",
            "CONTROL_TABLE",
            "DELIVERIES_QUEUE_URL",
            "SOCKET_ENDPOINT");
  }
}
