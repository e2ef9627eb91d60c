package dev.millrace.local.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
  void believesAGoodSignatureAmongOthers() {
    assertThat(verdict(ID, TIMESTAMP, SIGNATURE, BODY, now)).isEqualTo(Verdict.GENUINE);
    assertThat(verdict(ID, TIMESTAMP, "v1,old " + SIGNATURE, BODY, now)).isEqualTo(Verdict.GENUINE);
  }

  @Test
  void tellsWhatIsWrongWithTheOthers() {
    assertThat(verdict("msg_other", TIMESTAMP, SIGNATURE, BODY, now)).isEqualTo(Verdict.FORGED);
    assertThat(verdict(ID, TIMESTAMP, SIGNATURE, new byte[0], now)).isEqualTo(Verdict.FORGED);
    assertThat(verdict(ID, "now", SIGNATURE, BODY, now)).isEqualTo(Verdict.UNSIGNED);
    assertThat(verdict(ID, TIMESTAMP, "", BODY, now)).isEqualTo(Verdict.UNSIGNED);
    assertThat(verdict("", TIMESTAMP, SIGNATURE, BODY, now)).isEqualTo(Verdict.UNSIGNED);
    assertThat(verdict(ID, TIMESTAMP, SIGNATURE, BODY, now.plusSeconds(300)))
        .isEqualTo(Verdict.GENUINE);
    assertThat(verdict(ID, TIMESTAMP, SIGNATURE, BODY, now.plusSeconds(301)))
        .isEqualTo(Verdict.STALE);
    assertThat(verdict(ID, TIMESTAMP, SIGNATURE, BODY, now.minusSeconds(301)))
        .isEqualTo(Verdict.STALE);
  }

  @Test
  void takesNoSecretOfAnotherForm() {
    assertThatIllegalArgumentException().isThrownBy(() -> new WebhookSignature("sk_secret"));
    assertThatIllegalArgumentException().isThrownBy(() -> new WebhookSignature("whsec_$"));
  }

  private Verdict verdict(String id, String timestamp, String signatures, byte[] body, Instant at) {
    return signature.verdict(id, timestamp, signatures, body, at);
  }
}
