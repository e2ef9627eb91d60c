package dev.millrace.api.core;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks for what keeps uploads from working, and says what to do about it.
public final class ExamineSystem {
  private static final System.Logger LOG = System.getLogger(ExamineSystem.class.getName());

  private final List<Check> checks;

  public ExamineSystem(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /// What came of a check.
  ///
  /// @param problem what is wrong; null if nothing is
  /// @param remedy what to do about it
  public record Finding(
      String name, boolean healthy, @Nullable String problem, @Nullable String remedy) {}

  /// {@return the findings, in the order of the checks}
  ///
  /// @param first looked at before all others
  public List<Finding> examine(Check first) {
    return Stream.concat(Stream.of(first), checks.stream()).map(ExamineSystem::finding).toList();
  }

  private static Finding finding(Check check) {
    return problem(check)
        .map(problem -> new Finding(check.name(), false, problem, check.remedy()))
        .orElseGet(() -> new Finding(check.name(), true, null, null));
  }

  private static Optional<String> problem(Check check) {
    try {
      return check.question().get();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, check.name() + " cannot be examined", e);
      return Optional.of("It does not answer.");
    }
  }
}
