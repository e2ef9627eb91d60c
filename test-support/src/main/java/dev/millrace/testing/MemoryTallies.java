package dev.millrace.testing;

import dev.millrace.webhook.Tally;
import dev.millrace.webhook.TallyStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Counts in memory.
public final class MemoryTallies implements TallyStore {
  private final Map<String, NavigableMap<Instant, Tally>> tallies = new HashMap<>();

  @Override
  public synchronized void add(String endpointId, Tally tally) {
    tallies
        .computeIfAbsent(endpointId, _ -> new TreeMap<>())
        .merge(tally.hour(), tally, Tally::plus);
  }

  @Override
  public synchronized List<Tally> read(String endpointId, Instant from, Instant to) {
    NavigableMap<Instant, Tally> hours = tallies.getOrDefault(endpointId, new TreeMap<>());
    return List.copyOf(hours.subMap(from.truncatedTo(ChronoUnit.HOURS), true, to, true).values());
  }
}
