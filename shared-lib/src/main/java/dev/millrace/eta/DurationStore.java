package dev.millrace.eta;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/// Where it is kept how long things took.
public interface DurationStore {
  /// {@return the means that are known, of those asked for}
  Map<Measured, MeanDuration> find(Collection<Measured> wanted);

  /// Adds what was seen. Of those who add at the same moment one may be left out.
  void add(Measured measured, Duration seen);
}
