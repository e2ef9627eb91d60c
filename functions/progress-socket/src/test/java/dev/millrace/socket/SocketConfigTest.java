package dev.millrace.socket;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.config.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SocketConfigTest {
  @Test
  void everyProblemIsNamedAtOnce() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> SocketConfig.from(Map.of()))
        .withMessageContainingAll("CONTROL_TABLE", "UPLOADS_TABLE");
  }
}
