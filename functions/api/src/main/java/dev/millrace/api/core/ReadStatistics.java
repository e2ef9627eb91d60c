package dev.millrace.api.core;

import dev.millrace.webhook.Tally;
import dev.millrace.webhook.TallyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Sums up how an endpoint's attempts went.
public final class ReadStatistics {
  private final TallyStore tallies;

  public ReadStatistics(TallyStore tallies) {
    this.tallies = tallies;
  }

  /// The attempts of some hours.
  ///
  /// @param total of all hours
  /// @param hours oldest first; those without attempts are missing
  public record Statistics(Tally total, List<Tally> hours) {}

  /// {@return the attempts from the hour that holds a time to the one that holds another}
  public Statistics read(String endpointId, Instant from, Instant to) {
    List<Tally> hours = tallies.read(endpointId, from, to);
    return new Statistics(
        hours.stream().reduce(new Tally(to, Map.of(), Map.of()), Tally::plus), hours);
  }
}
