package dev.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvTest {
  @Test
  void readsEveryKindOfValue() {
    Env env =
        new Env(
            Map.of(
                "TABLE", " uploads ",
                "LIMIT", "7",
                "TTL", "PT1H",
                "WAITS", "PT5S, PT5M",
                "HTTP", "true",
                "CIDRS", "10.0.0.0/8,127.0.0.1/32"));

    assertThat(env.required("TABLE")).isEqualTo("uploads");
    assertThat(env.integer("LIMIT", 1, 1, 10)).isEqualTo(7);
    assertThat(env.duration("TTL", Duration.ofSeconds(1))).isEqualTo(Duration.ofHours(1));
    assertThat(env.durations("WAITS", List.of()))
        .containsExactly(Duration.ofSeconds(5), Duration.ofMinutes(5));
    assertThat(env.flag("HTTP", false)).isTrue();
    assertThat(env.list("CIDRS")).containsExactly("10.0.0.0/8", "127.0.0.1/32");
    assertThat(env.checked("config")).isEqualTo("config");
  }

  @Test
  void absentAndBlankValuesAreTheDefaults() {
    Env env = new Env(Map.of("TEXT", "  "));

    assertThat(env.text("TEXT", "default")).isEqualTo("default");
    assertThat(env.integer("LIMIT", 3, 1, 10)).isEqualTo(3);
    assertThat(env.list("CIDRS")).isEmpty();
    assertThat(env.flag("HTTP", true)).isTrue();
    assertThat(env.checked(1)).isEqualTo(1);
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    Env env =
        new Env(
            Map.of("LIMIT", "11", "COUNT", "x", "TTL", "PT0S", "WAITS", "PT1S,soon", "HTTP", "1"));
    env.required("TABLE");
    env.integer("LIMIT", 1, 1, 10);
    env.integer("COUNT", 1, 1, 10);
    env.duration("TTL", Duration.ofSeconds(1));
    env.durations("WAITS", List.of());
    env.flag("HTTP", false);

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> env.checked("config"))
        .withMessageContainingAll("TABLE", "LIMIT", "COUNT", "TTL", "WAITS", "HTTP");
  }

  @Test
  void elementsAreParsedAndVariablesHeldAgainstEachOther() {
    Env env = new Env(Map.of("PORTS", "443, 8443", "BAD_PORTS", "https"));

    assertThat(env.list("PORTS", Integer::valueOf)).containsExactly(443, 8443);
    assertThat(env.list("BAD_PORTS", Integer::valueOf)).isEmpty();
    env.check(true, "nothing is wrong");
    env.check(false, "LEASE must be longer than TIMEOUT");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> env.checked("config"))
        .withMessageContainingAll("BAD_PORTS", "LEASE must be longer")
        .withMessageNotContaining("nothing");
  }
}
