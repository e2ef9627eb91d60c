package dev.millrace.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.config.ConfigException;
import dev.millrace.config.Env;
import dev.millrace.intake.IntakeConfig.MalwareScan;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeConfigTest {
  private static final Map<String, String> REQUIRED =
      Map.of("UPLOADS_TABLE", "uploads", "CONTROL_TABLE", "control", "BUCKET", "bucket");

  @Test
  void hasDefaults() {
    assertThat(read(REQUIRED))
        .isEqualTo(
            new IntakeConfig(
                "uploads",
                "control",
                "bucket",
                Duration.ofSeconds(50),
                Duration.ofSeconds(60),
                10,
                MalwareScan.OFF,
                Duration.ofHours(1),
                Optional.empty()));
  }

  @Test
  void readsEverything() {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.put("RUN_LEASE", "PT8S");
    environment.put("MESSAGE_VISIBILITY", "PT10S");
    environment.put("WORKERS", "5");
    environment.put("MALWARE_SCAN", "clamd");
    environment.put("SCAN_PATIENCE", "PT5M");
    environment.put("CLAMD_ADDRESS", "clamd.internal:3310");

    assertThat(read(environment))
        .isEqualTo(
            new IntakeConfig(
                "uploads",
                "control",
                "bucket",
                Duration.ofSeconds(8),
                Duration.ofSeconds(10),
                5,
                MalwareScan.CLAMD,
                Duration.ofMinutes(5),
                Optional.of(InetSocketAddress.createUnresolved("clamd.internal", 3310))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clamd", ":3310", "clamd:", "clamd:many", "clamd:70000"})
  void anAddressIsAHostAndAPort(String address) {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.put("CLAMD_ADDRESS", address);

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read(environment))
        .withMessageContaining("CLAMD_ADDRESS");
  }

  @Test
  void namesEveryProblem() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read(Map.of("MALWARE_SCAN", "clamd", "SCAN_PATIENCE", "long")))
        .withMessageContainingAll(
            "UPLOADS_TABLE", "CONTROL_TABLE", "BUCKET", "CLAMD_ADDRESS", "SCAN_PATIENCE");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read(Map.of("MALWARE_SCAN", "norton")))
        .withMessageContaining("MALWARE_SCAN");
  }

  private static IntakeConfig read(Map<String, String> environment) {
    Env env = new Env(environment);
    return env.checked(IntakeConfig.from(env));
  }
}
