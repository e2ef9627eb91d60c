package dev.millrace.testing;

import dev.millrace.limit.UsageStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Counts in memory.
public final class MemoryUsage implements UsageStore {
  private final Map<String, Map<Long, Long>> used = new HashMap<>();

  @Override
  public synchronized Map<Long, Long> add(String key, long slot, long amount, Duration keptFor) {
    Map<Long, Long> slots = used.computeIfAbsent(key, _ -> new HashMap<>());
    slots.merge(slot, amount, Long::sum);
    return Map.copyOf(slots);
  }
}
