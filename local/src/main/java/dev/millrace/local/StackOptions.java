package dev.millrace.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How to run a stack.
///
/// @param template the template
/// @param parameters values for its parameters
/// @param port the port of its HTTP API, 0 for any free one
/// @param sandboxes how many sandboxes a function may have; one behind an HTTP API has twice as
///   many
/// @param data the folder that keeps objects, items and messages, if they are to outlive the stack
public record StackOptions(
    Path template, Map<String, String> parameters, int port, int sandboxes, Optional<Path> data) {
  /// How many sandboxes a function may have unless said otherwise.
  public static final int DEFAULT_SANDBOXES = 4;

  /// Copies the parameters.
  public StackOptions {
    parameters = Map.copyOf(parameters);
  }

  /// {@return the options of a stack that keeps nothing and takes any free port}
  public static StackOptions ephemeral(Path template) {
    return new StackOptions(template, Map.of(), 0, DEFAULT_SANDBOXES, Optional.empty());
  }
}
