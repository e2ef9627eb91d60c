package dev.millrace.testing;

import dev.millrace.auth.ApiKey;
import dev.millrace.auth.ApiKeyStore;
import java.util.Comparator;
import java.util.List;
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
  public List<ApiKey> ofTenant(String tenantId) {
    return keys.values().stream()
        .filter(key -> key.tenantId().equals(tenantId))
        .sorted(Comparator.comparing(ApiKey::keyId))
        .toList();
  }

  @Override
  public void save(ApiKey key) {
    keys.put(key.hash(), key);
  }
}
