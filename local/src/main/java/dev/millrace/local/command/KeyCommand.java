package dev.millrace.local.command;

import dev.millrace.auth.ApiKey;
import dev.millrace.auth.ApiKeyStore;
import dev.millrace.id.Ids;
import dev.millrace.local.command.Arguments.UsageException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;

/// `key`: creates, lists and revokes API keys. A key is printed once, when it is created; from then
/// on only its hash is known.
final class KeyCommand {
  private final KeyOptions options;
  private final ApiKeyStore keys;
  private final PrintStream out;
  private final Clock clock;

  KeyCommand(KeyOptions options, ApiKeyStore keys, PrintStream out, Clock clock) {
    this.options = options;
    this.keys = keys;
    this.out = out;
    this.clock = clock;
  }

  int run() {
    switch (options.action()) {
      case "create" -> create();
      case "list" -> keys.ofTenant(options.tenantId()).forEach(this::print);
      default -> revoke();
    }
    out.flush();
    return 0;
  }

  private void create() {
    SecureRandom random = new SecureRandom();
    String secret = ApiKey.generate(random);
    ApiKey key =
        ApiKey.of(
            secret,
            new Ids(clock, random).next("key_"),
            options.tenantId(),
            options.scopes(),
            clock.instant());
    keys.save(key);
    print(key);
    out.println(secret);
  }

  private void revoke() {
    ApiKey key =
        keys.ofTenant(options.tenantId()).stream()
            .filter(k -> k.keyId().equals(options.keyId()))
            .findFirst()
            .orElseThrow(
                () -> new UsageException(options.tenantId() + " has no key " + options.keyId()));
    ApiKey revoked = key.revoked(clock.instant());
    keys.save(revoked);
    print(revoked);
  }

  private void print(ApiKey key) {
    out.printf(
        "%s  %s  %s…  %s  created %s%s%n",
        key.keyId(),
        key.tenantId(),
        key.shownPrefix(),
        String.join(",", key.scopes()),
        key.createdAt(),
        key.revokedAt() == null ? "" : ", revoked " + key.revokedAt());
  }
}
