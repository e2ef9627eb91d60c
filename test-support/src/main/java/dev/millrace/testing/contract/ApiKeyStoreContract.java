package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.auth.ApiKey;
import dev.millrace.auth.ApiKeyStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What keeps API keys must find them by their hash.
@Tag("contract")
public abstract class ApiKeyStoreContract {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /// {@return the store}
  protected abstract ApiKeyStore keys();

  @Test
  void aKeyIsFoundByItsHash() {
    ApiKey key = ApiKey.of("mk_one", "key_1", "acme", List.of("uploads:read"), NOW);
    keys().save(key);

    assertThat(keys().find(ApiKey.hash("mk_one"))).contains(key);
  }

  @Test
  void anUnknownKeyIsNotFound() {
    assertThat(keys().find(ApiKey.hash("mk_other"))).isEmpty();
  }

  @Test
  void aSavedKeyReplacesItsEarlierSelf() {
    ApiKey key = ApiKey.of("mk_two", "key_2", "acme", List.of("*"), NOW);
    keys().save(key);
    ApiKey revoked = key.revoked(NOW);
    keys().save(revoked);

    assertThat(keys().find(key.hash())).contains(revoked);
    assertThat(keys().ofTenant("acme")).contains(revoked).doesNotContain(key);
  }

  @Test
  void theKeysOfATenantAreListedByTheirIds() {
    ApiKey second = ApiKey.of("mk_b", "key_b", "globex", List.of("*"), NOW);
    ApiKey first = ApiKey.of("mk_a", "key_a", "globex", List.of("*"), NOW);
    keys().save(second);
    keys().save(first);

    assertThat(keys().ofTenant("globex")).containsExactly(first, second);
    assertThat(keys().ofTenant("nobody")).isEmpty();
  }
}
