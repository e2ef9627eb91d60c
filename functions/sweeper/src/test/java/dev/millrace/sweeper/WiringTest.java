package dev.millrace.sweeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.sweeper.SweeperConfig.Queue;
import java.time.Duration;
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
    Queue queue = new Queue("http://sqs/source", "http://sqs/dead");
    SweeperConfig config =
        new SweeperConfig(
            "uploads",
            "webhooks",
            "bucket",
            Duration.ofSeconds(50),
            Duration.ofMinutes(1),
            queue,
            queue,
            queue,
            queue,
            queue,
            queue);

    assertThat(Wiring.sweep(config)).isNotNull();
  }
}
