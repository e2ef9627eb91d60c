package dev.millrace.api.http;

import dev.millrace.api.core.ReadStatistics.Statistics;
import dev.millrace.webhook.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How an endpoint's attempts went; `docs/openapi.yaml` tells what the fields mean.
record StatisticsBody(
    Instant from,
    Instant to,
    long attempts,
    long accepted,
    @Nullable Double successRate,
    Map<String, Long> answers,
    Durations durationMillis,
    List<Hour> hours) {
  /// What shares of the attempts took at most.
  record Durations(long p50, long p95, long p99) {
    static Durations of(Tally tally) {
      return new Durations(tally.percentile(0.5), tally.percentile(0.95), tally.percentile(0.99));
    }
  }

  /// The attempts of an hour.
  record Hour(
      Instant hour,
      long attempts,
      long accepted,
      Map<String, Long> answers,
      Durations durationMillis) {
    static Hour of(Tally tally) {
      return new Hour(
          tally.hour(),
          tally.attempts(),
          tally.accepted(),
          new TreeMap<>(tally.answers()),
          Durations.of(tally));
    }
  }

  static StatisticsBody of(TimeRange range, Statistics statistics) {
    Tally total = statistics.total();
    return new StatisticsBody(
        range.from(),
        range.to(),
        total.attempts(),
        total.accepted(),
        total.attempts() == 0 ? null : (double) total.accepted() / total.attempts(),
        new TreeMap<>(total.answers()),
        Durations.of(total),
        statistics.hours().stream().map(Hour::of).toList());
  }
}
