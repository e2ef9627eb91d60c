package dev.millrace.sweeper.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One kind of thing that goes wrong, and how it is put right.
@FunctionalInterface
public interface Repair {
  /// Repairs what it finds, up to a bound.
  ///
  /// @return what was put right; nothing if there was nothing to do
  List<Repaired> round();

  /// Repairs each thing for itself, so that one that cannot be repaired does not keep the others
  /// waiting; it is found again by the next sweep.
  static <T> List<Repaired> each(List<T> broken, Function<T, Optional<Repaired>> repair) {
    return broken.stream().flatMap(thing -> attempt(thing, repair).stream()).toList();
  }

  private static <T> Optional<Repaired> attempt(T thing, Function<T, Optional<Repaired>> repair) {
    try {
      return repair.apply(thing);
    } catch (RuntimeException e) {
      System.getLogger(Repair.class.getName())
          .log(System.Logger.Level.ERROR, "could not repair " + thing, e);
      return Optional.empty();
    }
  }
}
