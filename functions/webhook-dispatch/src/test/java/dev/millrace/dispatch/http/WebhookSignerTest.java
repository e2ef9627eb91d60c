package dev.millrace.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.webhook.signing.Ed25519Key;
import dev.millrace.webhook.signing.EndpointSecret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The vectors that Standard Webhooks publishes with its libraries.
class WebhookSignerTest {
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long TIMESTAMP = 1614265330L;
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final EndpointSecret SECRET =
      new EndpointSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void signsAsTheSpecificationSays() {
    assertThat(WebhookSigner.sign(List.of(SECRET), ID, TIMESTAMP, BODY)).isEqualTo(SIGNATURE);
  }

  @Test
  void eachKeySignsInItsOrderWithOneSpaceBetween() {
    EndpointSecret newer =
        new EndpointSecret("whsec_" + Base64.getEncoder().encodeToString(new byte[32]));

    assertThat(WebhookSigner.sign(List.of(newer, SECRET), ID, TIMESTAMP, BODY))
        .matches("v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=")
        .endsWith(" " + SIGNATURE);
  }

  @Test
  void signsWithEd25519AsTheSpecificationSays() {
    Ed25519Key pair =
        new Ed25519Key(
            "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg"
                + "==");

    assertThat(WebhookSigner.sign(List.of(pair), ID, TIMESTAMP, BODY))
        .isEqualTo(
            "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM"
                + "+m7TBAg==");
  }
}
