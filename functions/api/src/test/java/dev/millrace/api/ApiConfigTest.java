package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.config.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiConfigTest {
  @Test
  void readsItsVariables() {
    assertThat(
            ApiConfig.from(
                Map.of("UPLOADS_TABLE", "uploads", "WEBHOOKS_TABLE", "webhooks", "BUCKET", "b")))
        .isEqualTo(new ApiConfig("uploads", "webhooks", "b"));
  }

  @Test
  void namesAllThatIsMissing() {
    assertThatThrownBy(() -> ApiConfig.from(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("UPLOADS_TABLE", "WEBHOOKS_TABLE", "BUCKET");
  }
}
