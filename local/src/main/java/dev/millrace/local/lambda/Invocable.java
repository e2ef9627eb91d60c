package dev.millrace.local.lambda;

/// Something that takes events as a function does.
public interface Invocable {
  /// {@return what the template says of the function}
  FunctionSpec spec();

  /// {@return how the invocation ended}
  InvocationResult invoke(Invocation invocation) throws InterruptedException;
}
