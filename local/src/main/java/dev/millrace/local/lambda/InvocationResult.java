package dev.millrace.local.lambda;

/// How an invocation ended.
public sealed interface InvocationResult {
  /// The function answered.
  ///
  /// @param payload its answer, as JSON
  record Answered(String payload) implements InvocationResult {}

  /// The function threw, timed out, ran out of memory or died.
  ///
  /// @param errorType the kind of failure, such as `Sandbox.Timedout`
  /// @param message what happened
  record Failed(String errorType, String message) implements InvocationResult {}
}
