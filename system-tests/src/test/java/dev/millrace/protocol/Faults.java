package dev.millrace.protocol;

import java.util.List;
import java.util.function.Supplier;

/// Lets whoever makes certain calls die, just before the call has its effect or just after.
final class Faults {
  private final List<Fault> planned;
  private int calls;
  private int died;

  Faults(List<Fault> planned) {
    this.planned = planned;
  }

  /// Where somebody dies.
  ///
  /// @param call number of the call, from 0
  /// @param after whether the call has had its effect
  record Fault(int call, boolean after) {}

  /// Somebody has died.
  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  <T> T call(Supplier<T> effect) {
    int number = calls++;
    dieIfPlanned(new Fault(number, false));
    T result = effect.get();
    dieIfPlanned(new Fault(number, true));
    return result;
  }

  void run(Runnable effect) {
    call(() -> {
      effect.run();
      return calls;
    });
  }

  /// {@return how many calls were made}
  int calls() {
    return calls;
  }

  /// {@return how often somebody died}
  int died() {
    return died;
  }

  private void dieIfPlanned(Fault fault) {
    if (planned.contains(fault)) {
      died++;
      throw new Died();
    }
  }
}
