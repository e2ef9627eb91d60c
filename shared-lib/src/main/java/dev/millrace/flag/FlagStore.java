package dev.millrace.flag;

import java.util.Optional;

/// Where the rules of flags are kept.
public interface FlagStore {
  /// {@return the rule of a flag, nothing if nobody has set one}
  Optional<FlagRule> find(String key);

  /// Keeps a rule in place of the flag's earlier one.
  void save(FlagRule rule);

  /// Removes the rule of a flag, which has its default again.
  void delete(String key);
}
