package dev.millrace.local.command;

import dev.millrace.local.StackOptions;
import dev.millrace.local.command.Arguments.UsageException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was asked for.
///
/// @param command the command: `up`, `demo` or `aws`
/// @param stack how to run the stack
/// @param json whether to speak JSON
/// @param textFolder where the demo writes texts, if it shall
/// @param files what the demo uploads
record CommandLine(
    String command, StackOptions stack, boolean json, Optional<Path> textFolder, List<Path> files) {
  static final String USAGE =
      """
      up   [--port 3000] [--data DIR] [--json]     run the whole system until Ctrl-C
      demo [--json] [--text-dir DIR] [FILE|DIR …]  run it once over files and show what comes out
      aws  [--data DIR] [--json]                   run S3, SQS and DynamoDB alone, for sam local
      listen [--port 8080] [--status 500] [--slow 20s] [--json] [--secret S | --api URL --key K]
                                                   be a subscriber that verifies and prints
      key  create|list|revoke --tenant T [--scopes A,B] [KEY-ID] [--table NAME]
                                                   API keys, of the stack here or of a deployed one
      up, demo and aws take [--template FILE] [--sandboxes N] [--parameter Name=Value]…
      """;

  private static final int DEFAULT_PORT = 3000;
  private static final Set<String> SWITCHES = Set.of("--json");
  private static final Set<String> VALUED =
      Set.of("--port", "--data", "--sandboxes", "--template", "--text-dir", "--parameter");

  static CommandLine parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new UsageException("Say what to do");
    }
    String command = arguments.getFirst();
    int port =
        switch (command) {
          case "up", "aws" -> DEFAULT_PORT;
          case "demo" -> 0;
          default -> throw new UsageException("Unknown command " + command);
        };
    return read(
        command, port, new Arguments(arguments.subList(1, arguments.size()), SWITCHES, VALUED));
  }

  private static CommandLine read(String command, int defaultPort, Arguments arguments) {
    if (!command.equals("demo") && !arguments.rest().isEmpty()) {
      throw new UsageException(command + " takes no files: " + arguments.rest().getFirst());
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String assignment : arguments.all("--parameter")) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new UsageException("--parameter wants Name=Value, not " + assignment);
      }
      parameters.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
    StackOptions stack =
        new StackOptions(
            arguments.path("--template").orElse(Path.of("template.yaml")),
            parameters,
            arguments.number("--port", defaultPort, 0, 65_535),
            arguments.number("--sandboxes", StackOptions.DEFAULT_SANDBOXES, 1, 1_000),
            arguments.path("--data"));
    return new CommandLine(
        command,
        stack,
        arguments.has("--json"),
        arguments.path("--text-dir"),
        arguments.rest().stream().map(Path::of).toList());
  }
}
