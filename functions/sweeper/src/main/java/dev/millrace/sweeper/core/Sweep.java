package dev.millrace.sweeper.core;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Runs all repairs, again and again while they find something to do, and once more after each
/// interval, as long as there is time.
public final class Sweep {
  /// What the last round may take.
  private static final Duration RESERVE = Duration.ofSeconds(20);

  private static final int MAX_ROUNDS = 20;

  private final List<Repair> repairs;
  private final Duration interval;
  private final Pause pause;

  public Sweep(List<Repair> repairs, Duration interval, Pause pause) {
    this.repairs = List.copyOf(repairs);
    this.interval = interval;
    this.pause = pause;
  }

  /// Sweeps.
  ///
  /// @param timeLeft until the function is stopped
  /// @return how often what was put right
  public Map<Repaired, Integer> run(Supplier<Duration> timeLeft) {
    Map<Repaired, Integer> counts = new EnumMap<>(Repaired.class);
    rounds(timeLeft, counts);
    while (enough(timeLeft, RESERVE.plus(interval))) {
      pause.pause(interval);
      rounds(timeLeft, counts);
    }
    return counts;
  }

  private void rounds(Supplier<Duration> timeLeft, Map<Repaired, Integer> counts) {
    boolean found = true;
    for (int round = 0; found && round < MAX_ROUNDS && enough(timeLeft, RESERVE); round++) {
      List<Repaired> done = repairs.stream().flatMap(repair -> round(repair).stream()).toList();
      done.forEach(repaired -> counts.merge(repaired, 1, Integer::sum));
      found = !done.isEmpty();
    }
  }

  private static List<Repaired> round(Repair repair) {
    try {
      return repair.round();
    } catch (RuntimeException e) {
      System.getLogger(Sweep.class.getName())
          .log(System.Logger.Level.ERROR, "a repair broke down; the others go on", e);
      return List.of();
    }
  }

  private static boolean enough(Supplier<Duration> timeLeft, Duration wanted) {
    return timeLeft.get().compareTo(wanted) > 0;
  }
}
