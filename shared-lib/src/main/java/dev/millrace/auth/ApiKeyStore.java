package dev.millrace.auth;

import java.util.Optional;

/// Where API keys are kept.
public interface ApiKeyStore {
  /// {@return the key of a hash, be it revoked or not}
  Optional<ApiKey> find(String hash);

  /// Keeps a key.
  void save(ApiKey key);
}
