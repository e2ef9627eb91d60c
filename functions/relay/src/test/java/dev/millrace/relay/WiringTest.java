package dev.millrace.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
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
    RelayConfig config =
        new RelayConfig(
            "uploads",
            "webhooks",
            "control",
            "http://sqs/deliveries",
            "https://ws.example.com/live");

    assertThat(Wiring.relay(config, new Work(Tracer.NONE))).isNotNull();
  }
}
