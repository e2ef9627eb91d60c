package dev.millrace.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.config.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorizerConfigTest {
  @Test
  void readsItsVariables() {
    assertThat(AuthorizerConfig.from(Map.of("CONTROL_TABLE", "control")))
        .isEqualTo(new AuthorizerConfig("control"));
  }

  @Test
  void namesWhatIsMissing() {
    assertThatThrownBy(() -> AuthorizerConfig.from(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CONTROL_TABLE is not set");
  }
}
