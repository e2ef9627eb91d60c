package dev.millrace.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The test vector that the Standard Webhooks libraries share.
class WebhookSignatureTest {
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIMESTAMP = "1614265330";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

  private final WebhookSignature signature =
      new WebhookSignature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private final Instant now = Instant.ofEpochSecond(1614265330);

  @Test
  void verifiesAGoodSignatureAmongOthers() {
    assertThat(signature.verifies(ID, TIMESTAMP, SIGNATURE, BODY, now)).isTrue();
    assertThat(signature.verifies(ID, TIMESTAMP, "v1,old " + SIGNATURE, BODY, now)).isTrue();
  }

  @Test
  void refusesForgedAndStaleNotices() {
    assertThat(signature.verifies("msg_other", TIMESTAMP, SIGNATURE, BODY, now)).isFalse();
    assertThat(signature.verifies(ID, "now", SIGNATURE, BODY, now)).isFalse();
    assertThat(signature.verifies(ID, TIMESTAMP, "", BODY, now)).isFalse();
    assertThat(signature.verifies(ID, TIMESTAMP, SIGNATURE, new byte[0], now)).isFalse();
    assertThat(signature.verifies(ID, TIMESTAMP, SIGNATURE, BODY, now.plusSeconds(301))).isFalse();
  }
}
