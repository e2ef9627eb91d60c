package dev.millrace.auth;

import java.util.Optional;

/// Finds API keys.
@FunctionalInterface
public interface KeyLookup {
  /// {@return the key of a hash, be it revoked or not}
  Optional<ApiKey> find(String hash);
}
