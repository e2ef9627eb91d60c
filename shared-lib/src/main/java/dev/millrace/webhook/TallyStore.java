package dev.millrace.webhook;

import java.time.Instant;
import java.util.List;

/// Where attempts are counted.
public interface TallyStore {
  /// Counts attempts.
  void add(String endpointId, Tally tally);

  /// {@return the tallies of an endpoint's hours, from the one that holds a time to the one that
  /// holds another, oldest first; hours without attempts are missing}
  List<Tally> read(String endpointId, Instant from, Instant to);
}
