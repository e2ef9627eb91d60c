package dev.millrace.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A function as the template describes it.
///
/// @param id its logical id, by which people know it
/// @param name its physical name
/// @param arn its ARN
/// @param handler the class, and perhaps method, that takes its events
/// @param archive the zip, or the folder, that holds its code
/// @param memoryMegabytes the memory that its process may use
/// @param timeout how long an invocation may take
/// @param environment the variables that the template sets
/// @param concurrency how many invocations may run at a time
public record FunctionSpec(
    String id,
    String name,
    String arn,
    String handler,
    Path archive,
    int memoryMegabytes,
    Duration timeout,
    Map<String, String> environment,
    int concurrency) {

  /// Copies the environment.
  public FunctionSpec {
    environment = Map.copyOf(environment);
  }
}
