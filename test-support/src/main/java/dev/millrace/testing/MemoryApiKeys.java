package dev.millrace.testing;

import dev.millrace.auth.ApiKey;
import dev.millrace.auth.ApiKeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// API keys in memory.
public final class MemoryApiKeys implements ApiKeyStore {
  private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();

  @Override
  public Optional<ApiKey> find(String hash) {
    return Optional.ofNullable(keys.get(hash));
  }

  @Override
  public void save(ApiKey key) {
    keys.put(key.hash(), key);
  }
}
