package dev.millrace.webhook.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointSecretTest {
  @Test
  void everyoneIsNewAndLongEnough() {
    EndpointSecret first = EndpointSecret.generate(new SecureRandom());
    EndpointSecret second = EndpointSecret.generate(new SecureRandom());

    assertThat(first.value()).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(second.value());
    assertThat(first.key()).hasSize(32);
  }

  @Test
  void doesNotShowItself() {
    assertThat(EndpointSecret.generate(new SecureRandom())).hasToString("whsec_…");
    assertThat(Ed25519Key.generate(new SecureRandom())).hasToString("whsk_…");
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 64})
  void takesWhatTheSpecificationTakes(int bytes) {
    assertThat(new EndpointSecret(text(bytes)).key()).hasSize(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 23, 65})
  void takesNothingShorterOrLonger(int bytes) {
    assertThatIllegalArgumentException().isThrownBy(() -> new EndpointSecret(text(bytes)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "whsec_not base 64", "whsec_ümläut"})
  void takesNoOtherText(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new EndpointSecret(text));
  }

  @Test
  void keysComeBackAsWhatTheyWere() {
    Ed25519Key pair = Ed25519Key.generate(new SecureRandom());

    assertThat(SigningKey.parse(pair.value())).isEqualTo(pair);
    assertThat(SigningKey.parse(text(32))).isEqualTo(new EndpointSecret(text(32)));
    assertThat(pair.publicKey()).matches("whpk_[A-Za-z0-9+/]{43}=");
    assertThatIllegalArgumentException().isThrownBy(() -> new Ed25519Key("whsk_AAAA"));
  }

  private static String text(int bytes) {
    return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
  }
}
