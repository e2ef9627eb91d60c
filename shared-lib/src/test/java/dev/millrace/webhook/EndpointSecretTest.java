package dev.millrace.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.json.Json;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class EndpointSecretTest {
  private final EndpointSecret secret = EndpointSecret.generate(new SecureRandom());

  @Test
  void isALongRandomKey() {
    assertThat(secret.key()).hasSize(32);
    assertThat(secret).isNotEqualTo(EndpointSecret.generate(new SecureRandom()));
  }

  @Test
  void doesNotShowItselfInTexts() {
    assertThat(secret.toString()).isEqualTo("whsec_…");
  }

  @Test
  void isKeptAsPlainText() {
    assertThat(Json.write(secret)).isEqualTo('"' + secret.value() + '"');
    assertThat(Json.read(Json.write(secret), EndpointSecret.class)).isEqualTo(secret);
  }

  @Test
  void hasAPrefix() {
    assertThatIllegalArgumentException().isThrownBy(() -> new EndpointSecret("MfKQ9r8G"));
  }
}
