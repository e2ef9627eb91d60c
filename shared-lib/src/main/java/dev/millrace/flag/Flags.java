package dev.millrace.flag;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads flags. A rule is remembered for a short while, so that a flag costs next to nothing and a
/// change of it is obeyed soon. A flag never fails its reader: while rules cannot be read, the last
/// known one holds, and a value of the wrong kind counts as not set.
public final class Flags {
  /// How long a rule is remembered in production.
  public static final Duration MAX_AGE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Flags.class);

  private final FlagStore store;
  private final Duration maxAge;
  private final Clock clock;

  /// As many entries as the code has flags.
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  public Flags(FlagStore store, Duration maxAge, Clock clock) {
    this.store = store;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  private record Known(Optional<FlagRule> rule, Instant staleAt) {}

  /// {@return the flag's value for a tenant}
  public <T> T get(Flag<T> flag, String tenantId) {
    return get(flag, tenantId, tenantId);
  }

  /// The flag's value for a thing of a tenant.
  ///
  /// @param subject what a rollout draws by lot, as an upload's id
  public <T> T get(Flag<T> flag, String tenantId, String subject) {
    return rule(flag.key())
        .flatMap(rule -> rule.value(tenantId, subject))
        .flatMap(flag.reader())
        .orElse(flag.defaultValue());
  }

  /// Forgets every rule, as a sandbox must that was restored from a snapshot.
  public void clear() {
    known.clear();
  }

  private Optional<FlagRule> rule(String key) {
    Instant now = clock.instant();
    Known last = known.get(key);
    if (last != null && now.isBefore(last.staleAt())) {
      return last.rule();
    }
    Optional<FlagRule> rule = read(key, last);
    known.put(key, new Known(rule, now.plus(maxAge)));
    return rule;
  }

  private Optional<FlagRule> read(String key, @Nullable Known last) {
    try {
      return store.find(key);
    } catch (RuntimeException e) {
      LOG.warn("flag {} cannot be read; its last known value holds", key, e);
      return last == null ? Optional.empty() : last.rule();
    }
  }
}
