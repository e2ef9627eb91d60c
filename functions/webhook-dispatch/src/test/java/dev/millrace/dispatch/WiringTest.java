package dev.millrace.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WiringTest {
  private static final String REGION = "aws.region";

  @BeforeEach
  void setRegion() {
    System.setProperty(REGION, "eu-central-1");
  }

  @AfterEach
  void clearRegion() {
    System.clearProperty(REGION);
  }

  @Test
  void everythingFitsTogether() {
    DispatchConfig config =
        DispatchConfig.from(
            Map.of(
                "WEBHOOKS_TABLE", "webhooks",
                "UPLOADS_TABLE", "uploads",
                "CONTROL_TABLE", "control",
                "SECRET_KEY", "the-key",
                "DELIVERIES_QUEUE_URL", "http://sqs/deliveries",
                "WEBHOOK_ALLOWED_CIDRS", "127.0.0.0/8"));

    assertThat(Wiring.deliverWebhook(config)).isNotNull();
  }
}
