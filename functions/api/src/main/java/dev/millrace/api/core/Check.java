package dev.millrace.api.core;

import java.util.Optional;
import java.util.function.Supplier;

/// One thing that must be right before uploads can work.
///
/// @param name for operators
/// @param question finds what is wrong, if anything is; throws if it cannot even ask
/// @param remedy what to do then
public record Check(String name, Supplier<Optional<String>> question, String remedy) {
  /// {@return the check that a component answers}
  public static Check answers(Probe probe, String remedy) {
    return new Check(
        probe.component(),
        () -> {
          probe.question().run();
          return Optional.empty();
        },
        remedy);
  }
}
