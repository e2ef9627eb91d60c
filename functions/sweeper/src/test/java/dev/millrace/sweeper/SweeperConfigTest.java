package dev.millrace.sweeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.config.ConfigException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SweeperConfigTest {
  @Test
  void everyQueueHasItsDeadLetters() {
    Map<String, String> environment = new HashMap<>();
    Stream.of(
            "DOCUMENTS_NORMAL",
            "DOCUMENTS_HIGH",
            "IMAGES_NORMAL",
            "IMAGES_HIGH",
            "CHUNKS",
            "DELIVERIES")
        .forEach(stem -> {
          environment.put(stem + "_QUEUE_URL", stem);
          environment.put(stem + "_DEAD_LETTER_QUEUE_URL", stem + "-dead");
        });
    environment.put("UPLOADS_TABLE", "uploads");
    environment.put("WEBHOOKS_TABLE", "webhooks");
    environment.put("BUCKET", "bucket");

    SweeperConfig config = SweeperConfig.from(environment);

    assertThat(config.chunks()).isEqualTo(new SweeperConfig.Queue("CHUNKS", "CHUNKS-dead"));
    assertThat(config.imagesHigh().url()).isEqualTo("IMAGES_HIGH");
    assertThat(config.runLease()).isEqualTo(Duration.ofSeconds(50));
    assertThat(config.interval()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> SweeperConfig.from(Map.of("RUN_LEASE", "soon")))
        .withMessageContainingAll(
            "UPLOADS_TABLE", "BUCKET", "RUN_LEASE", "DELIVERIES_DEAD_LETTER_QUEUE_URL");
  }
}
