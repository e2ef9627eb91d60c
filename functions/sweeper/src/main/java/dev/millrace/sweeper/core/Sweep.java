package dev.millrace.sweeper.core;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Runs all repairs, again and again while they find something to do and there is time.
public final class Sweep {
  private static final int MAX_ROUNDS = 20;

  private final List<Repair> repairs;

  public Sweep(List<Repair> repairs) {
    this.repairs = List.copyOf(repairs);
  }

  /// Sweeps once.
  ///
  /// @param timeLeft whether there is time for another round
  /// @return how often what was put right
  public Map<Repaired, Integer> run(BooleanSupplier timeLeft) {
    Map<Repaired, Integer> counts = new EnumMap<>(Repaired.class);
    int rounds = 0;
    boolean found = true;
    while (found && rounds < MAX_ROUNDS && timeLeft.getAsBoolean()) {
      List<Repaired> done = repairs.stream().flatMap(repair -> round(repair).stream()).toList();
      done.forEach(repaired -> counts.merge(repaired, 1, Integer::sum));
      found = !done.isEmpty();
      rounds++;
    }
    return counts;
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
}
