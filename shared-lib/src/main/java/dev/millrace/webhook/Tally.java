package dev.millrace.webhook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How the attempts of an hour went at one endpoint.
///
/// @param hour when it began
/// @param answers class of the answer, as `2xx`, or `none` → attempts
/// @param millis upper bound of a range of durations, in milliseconds → attempts that took no
///   longer than that, and longer than the bound before it
public record Tally(Instant hour, Map<String, Long> answers, Map<Long, Long> millis) {
  private static final List<Long> BOUNDS =
      List.of(
          1L, 2L, 3L, 5L, 7L, 10L, 15L, 20L, 30L, 50L, 70L, 100L, 150L, 200L, 300L, 500L, 700L,
          1000L, 1500L, 2000L, 3000L, 5000L, 7000L, 10_000L, 15_000L, 20_000L, 30_000L, 60_000L);

  public Tally {
    answers = Map.copyOf(answers);
    millis = Map.copyOf(millis);
  }

  /// {@return the tally of one attempt}
  public static Tally of(Attempt attempt) {
    long bound =
        BOUNDS.stream()
            .filter(b -> attempt.durationMillis() <= b)
            .findFirst()
            .orElse(BOUNDS.getLast());
    return new Tally(
        attempt.at().truncatedTo(ChronoUnit.HOURS),
        Map.of(answerClass(attempt), 1L),
        Map.of(bound, 1L));
  }

  /// {@return this tally and another as one, of the earlier hour}
  public Tally plus(Tally other) {
    return new Tally(
        hour.isBefore(other.hour) ? hour : other.hour,
        sum(answers, other.answers),
        sum(millis, other.millis));
  }

  /// {@return how many attempts it counts}
  public long attempts() {
    return answers.values().stream().mapToLong(Long::longValue).sum();
  }

  /// {@return how many of them the endpoint accepted}
  public long accepted() {
    return answers.getOrDefault("2xx", 0L);
  }

  /// {@return a duration that the given share of the attempts did not exceed, in milliseconds, up
  /// to the next bound; 0 if there were none}
  public long percentile(double share) {
    long wanted = (long) Math.ceil(share * attempts());
    long seen = 0;
    for (Map.Entry<Long, Long> range : new TreeMap<>(millis).entrySet()) {
      seen += range.getValue();
      if (seen >= wanted) {
        return wanted == 0 ? 0 : range.getKey();
      }
    }
    return 0;
  }

  private static String answerClass(Attempt attempt) {
    return attempt.status() == null
        ? "none"
        : String.format(Locale.ROOT, "%dxx", attempt.status() / 100);
  }

  private static <K> Map<K, Long> sum(Map<K, Long> first, Map<K, Long> second) {
    Map<K, Long> sum = new HashMap<>(first);
    second.forEach((key, count) -> sum.merge(key, count, Long::sum));
    return sum;
  }
}
