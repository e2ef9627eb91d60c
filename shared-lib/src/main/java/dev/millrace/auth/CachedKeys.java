package dev.millrace.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Remembers keys for a short while, so that a busy caller costs few reads and a revoked key still
/// ends soon. A key that is not found is asked for again, for it may be created any time.
public final class CachedKeys implements KeyLookup {
  private final KeyLookup keys;
  private final Duration maxAge;
  private final Clock clock;
  private final int maxEntries;
  private final LinkedHashMap<String, Known> entries = new LinkedHashMap<>();

  /// @param maxEntries how many keys are remembered; the one used longest ago makes way
  public CachedKeys(KeyLookup keys, Duration maxAge, int maxEntries, Clock clock) {
    this.keys = keys;
    this.maxAge = maxAge;
    this.clock = clock;
    this.maxEntries = maxEntries;
  }

  private record Known(ApiKey key, Instant staleAt) {}

  @Override
  public synchronized Optional<ApiKey> find(String hash) {
    Instant now = clock.instant();
    Known known = entries.remove(hash);
    if (known != null && now.isBefore(known.staleAt())) {
      entries.put(hash, known);
      return Optional.of(known.key());
    }
    Optional<ApiKey> found = keys.find(hash);
    found.ifPresent(key -> entries.put(hash, new Known(key, now.plus(maxAge))));
    if (entries.size() > maxEntries) {
      entries.pollFirstEntry();
    }
    return found;
  }

  /// Forgets every key.
  public synchronized void clear() {
    entries.clear();
  }
}
