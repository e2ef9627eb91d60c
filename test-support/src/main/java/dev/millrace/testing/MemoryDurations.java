package dev.millrace.testing;

import dev.millrace.eta.DurationStore;
import dev.millrace.eta.MeanDuration;
import dev.millrace.eta.Measured;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Durations in memory.
public final class MemoryDurations implements DurationStore {
  private final Map<Measured, MeanDuration> means = new ConcurrentHashMap<>();

  @Override
  public Map<Measured, MeanDuration> find(Collection<Measured> wanted) {
    return wanted.stream()
        .distinct()
        .filter(means::containsKey)
        .collect(Collectors.toMap(Function.identity(), means::get));
  }

  @Override
  public void add(Measured measured, Duration seen) {
    means.merge(measured, MeanDuration.of(seen), (known, _) -> known.with(seen));
  }
}
