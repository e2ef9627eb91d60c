package dev.millrace.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.auth.jwt.Issuer;
import dev.millrace.config.ConfigException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthorizerConfigTest {
  @Test
  void readsItsVariables() {
    assertThat(AuthorizerConfig.from(Map.of("CONTROL_TABLE", "control")))
        .isEqualTo(new AuthorizerConfig("control", Optional.empty()));
  }

  @Test
  void readsWhoseTokensAreAccepted() {
    assertThat(
            AuthorizerConfig.from(
                    Map.of(
                        "CONTROL_TABLE", "control",
                        "JWT_ISSUER", "https://login.example",
                        "JWT_AUDIENCE", "millrace",
                        "JWT_KEYS_URL", "https://login.example/keys",
                        "JWT_TENANT_CLAIM", "org",
                        "JWT_SCOPE_CLAIM", "permissions"))
                .issuer())
        .contains(
            new Issuer(
                "https://login.example",
                "millrace",
                Optional.of(URI.create("https://login.example/keys")),
                "org",
                "permissions"));
  }

  @Test
  void tokensMustNameAnAudience() {
    assertThatThrownBy(() ->
            AuthorizerConfig.from(
                Map.of(
                    "CONTROL_TABLE", "control",
                    "JWT_ISSUER", "https://login.example",
                    "JWT_KEYS_URL", "not a url")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("JWT_AUDIENCE", "JWT_KEYS_URL");
  }

  @Test
  void namesWhatIsMissing() {
    assertThatThrownBy(() -> AuthorizerConfig.from(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CONTROL_TABLE is not set");
  }
}
