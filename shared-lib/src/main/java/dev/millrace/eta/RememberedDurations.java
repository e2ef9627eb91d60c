package dev.millrace.eta;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Remembers means for a short while, since everybody who asks how an upload stands wants them.
public final class RememberedDurations implements DurationStore {
  private final DurationStore store;
  private final Duration maxAge;
  private final Clock clock;

  /// As many entries as there are stages, kinds and classes of size.
  private final Map<Measured, Known> remembered = new ConcurrentHashMap<>();

  public RememberedDurations(DurationStore store, Duration maxAge, Clock clock) {
    this.store = store;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  private record Known(@Nullable MeanDuration mean, Instant staleAt) {}

  @Override
  public Map<Measured, MeanDuration> find(Collection<Measured> wanted) {
    Instant now = clock.instant();
    Map<Measured, MeanDuration> found = new HashMap<>();
    Set<Measured> missing = new LinkedHashSet<>();
    for (Measured measured : wanted) {
      Known known = remembered.get(measured);
      if (known == null || !now.isBefore(known.staleAt())) {
        missing.add(measured);
      } else if (known.mean() != null) {
        found.put(measured, known.mean());
      }
    }
    if (!missing.isEmpty()) {
      Map<Measured, MeanDuration> read = store.find(missing);
      missing.forEach(
          measured -> remembered.put(measured, new Known(read.get(measured), now.plus(maxAge))));
      found.putAll(read);
    }
    return found;
  }

  @Override
  public void add(Measured measured, Duration seen) {
    store.add(measured, seen);
  }
}
