package dev.millrace.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.webhook.EndpointSecret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WebhookSignerTest {
  /// The vector that Standard Webhooks publishes with its libraries.
  @Test
  void signsAsTheSpecificationSays() {
    assertThat(
            WebhookSigner.sign(
                new EndpointSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330L,
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }
}
