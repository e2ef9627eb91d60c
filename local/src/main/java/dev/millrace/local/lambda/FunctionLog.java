package dev.millrace.local.lambda;

/// Where functions' output goes.
@FunctionalInterface
public interface FunctionLog {
  /// Takes one line.
  ///
  /// @param function the function's name
  /// @param line what it printed
  void line(String function, String line);
}
