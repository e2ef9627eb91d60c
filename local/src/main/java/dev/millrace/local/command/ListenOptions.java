package dev.millrace.local.command;

import dev.millrace.local.command.Arguments.UsageException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How `listen` shall behave.
///
/// @param port where it listens, 0 for any that is free
/// @param status what it answers to a genuine notice
/// @param slow how long it waits before it answers
/// @param secret the secret of an endpoint that leads here already; without one, `listen`
///   subscribes for as long as it runs
/// @param api the Millrace at which it subscribes
/// @param apiKey a key for it
/// @param json whether to print one JSON object a line
record ListenOptions(
    int port,
    int status,
    Duration slow,
    Optional<String> secret,
    URI api,
    String apiKey,
    boolean json) {
  private static final int DEFAULT_PORT = 8080;
  private static final int NO_CONTENT = 204;
  private static final Duration SLOWEST = Duration.ofMinutes(10);
  private static final String LOCAL_API = "http://127.0.0.1:3000";
  private static final String LOCAL_KEY = "mk_local_development";

  /// Reads the words after `listen`.
  ///
  /// @throws UsageException naming what it does not understand
  static ListenOptions parse(List<String> words) {
    Arguments arguments =
        new Arguments(
            words,
            Set.of("--json"),
            Set.of("--port", "--status", "--slow", "--secret", "--api", "--key"));
    if (!arguments.rest().isEmpty()) {
      throw new UsageException("listen takes no files: " + arguments.rest().getFirst());
    }
    return new ListenOptions(
        arguments.number("--port", DEFAULT_PORT, 0, 65_535),
        arguments.number("--status", NO_CONTENT, 200, 599),
        arguments.duration("--slow", SLOWEST),
        arguments.text("--secret"),
        URI.create(arguments.text("--api").orElse(LOCAL_API)),
        arguments.text("--key").orElse(LOCAL_KEY),
        arguments.has("--json"));
  }
}
