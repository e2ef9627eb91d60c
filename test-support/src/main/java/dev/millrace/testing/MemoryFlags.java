package dev.millrace.testing;

import dev.millrace.flag.Flag;
import dev.millrace.flag.FlagRule;
import dev.millrace.flag.FlagStore;
import dev.millrace.flag.Flags;
import dev.millrace.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Rules of flags in memory.
public final class MemoryFlags implements FlagStore {
  private final Map<String, FlagRule> rules = new ConcurrentHashMap<>();

  @Override
  public Optional<FlagRule> find(String key) {
    return Optional.ofNullable(rules.get(key));
  }

  @Override
  public void save(FlagRule rule) {
    rules.put(rule.key(), rule);
  }

  @Override
  public void delete(String key) {
    rules.remove(key);
  }

  /// Sets a value for all.
  ///
  /// @param value in its JSON form, as a text for a duration
  public MemoryFlags set(Flag<?> flag, Object value) {
    save(FlagRule.of(flag.key(), Json.tree(value)));
    return this;
  }

  /// {@return a reader of these rules that remembers none}
  public Flags flags() {
    return new Flags(this, Duration.ZERO, Clock.systemUTC());
  }
}
