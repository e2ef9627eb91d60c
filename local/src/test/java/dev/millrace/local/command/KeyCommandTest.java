package dev.millrace.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.auth.ApiKey;
import dev.millrace.local.command.Arguments.UsageException;
import dev.millrace.testing.MemoryApiKeys;
import dev.millrace.testing.MovableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyCommandTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryApiKeys keys = new MemoryApiKeys();

  @Test
  void aKeyIsShownOnceAndKeptAsItsHash() {
    List<String> printed = run("create --tenant acme --scopes uploads:read,uploads:write");

    String secret = printed.getLast();
    ApiKey key = keys.find(ApiKey.hash(secret)).orElseThrow();
    assertThat(secret).matches("mk_[0-9a-z]{32,}");
    assertThat(key.tenantId()).isEqualTo("acme");
    assertThat(key.scopes()).containsExactly("uploads:read", "uploads:write");
    assertThat(key.toString()).doesNotContain(secret);
    assertThat(run("list --tenant acme"))
        .containsExactly(
            "%s  acme  %s…  uploads:read,uploads:write  created 2026-01-01T00:00:00Z"
                .formatted(key.keyId(), secret.substring(0, 10)));
    assertThat(run("list --tenant globex")).isEmpty();
  }

  @Test
  void noTwoKeysAreAlike() {
    assertThat(run("create --tenant acme --scopes *").getLast())
        .isNotEqualTo(run("create --tenant acme --scopes *").getLast());
  }

  @Test
  void aKeyIsRevokedByItsId() {
    ApiKey key =
        keys.find(ApiKey.hash(run("create --tenant acme --scopes *").getLast())).orElseThrow();
    clock.advance(Duration.ofHours(1));

    assertThatThrownBy(() -> run("revoke --tenant globex " + key.keyId()))
        .isInstanceOf(UsageException.class);
    assertThat(run("revoke --tenant acme " + key.keyId()).getFirst())
        .endsWith("revoked 2026-01-01T01:00:00Z");
    clock.advance(Duration.ofHours(1));
    run("revoke --tenant acme " + key.keyId());

    assertThat(keys.find(key.hash()).orElseThrow().revokedAt()).isEqualTo("2026-01-01T01:00:00Z");
  }

  private List<String> run(String words) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    new KeyCommand(KeyOptions.parse(List.of(words.split(" "))), keys, out, clock).run();
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
