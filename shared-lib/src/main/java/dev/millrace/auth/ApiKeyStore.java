package dev.millrace.auth;

import java.util.List;
import java.util.Optional;

/// Where API keys are kept.
public interface ApiKeyStore {
  /// {@return the key of a hash, be it revoked or not}
  Optional<ApiKey> find(String hash);

  /// {@return the keys of a tenant, be they revoked or not, by their ids}
  List<ApiKey> ofTenant(String tenantId);

  /// Keeps a key, in place of the one with the same hash.
  void save(ApiKey key);
}
