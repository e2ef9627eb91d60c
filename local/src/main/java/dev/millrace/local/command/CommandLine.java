package dev.millrace.local.command;

import dev.millrace.local.StackOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
      All take [--template FILE] [--sandboxes N] [--parameter Name=Value]…
      """;

  private static final int DEFAULT_PORT = 3000;

  /// Something that was asked for cannot be understood.
  static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  static CommandLine parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new UsageException("Say what to do");
    }
    Parser parser = new Parser(arguments.subList(1, arguments.size()).iterator());
    String command = arguments.getFirst();
    return switch (command) {
      case "up", "aws" -> parser.commandLine(command, DEFAULT_PORT);
      case "demo" -> parser.commandLine(command, 0);
      default -> throw new UsageException("Unknown command " + command);
    };
  }

  private static final class Parser {
    private final Map<String, String> options = new LinkedHashMap<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final List<Path> files = new ArrayList<>();

    Parser(Iterator<String> words) {
      while (words.hasNext()) {
        String word = words.next();
        switch (word) {
          case "--json" -> options.put(word, "true");
          case "--port", "--data", "--sandboxes", "--template", "--text-dir" ->
              options.put(word, value(word, words));
          case "--parameter" -> parameter(value(word, words));
          default -> file(word);
        }
      }
    }

    private static String value(String option, Iterator<String> words) {
      if (!words.hasNext()) {
        throw new UsageException(option + " wants a value");
      }
      return words.next();
    }

    private void parameter(String assignment) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new UsageException("--parameter wants Name=Value, not " + assignment);
      }
      parameters.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    private void file(String word) {
      if (word.startsWith("--")) {
        throw new UsageException("Unknown option " + word);
      }
      files.add(Path.of(word));
    }

    CommandLine commandLine(String command, int defaultPort) {
      if (!command.equals("demo") && !files.isEmpty()) {
        throw new UsageException(command + " takes no files: " + files.getFirst());
      }
      StackOptions stack =
          new StackOptions(
              Path.of(options.getOrDefault("--template", "template.yaml")),
              parameters,
              number("--port", defaultPort, 0, 65_535),
              number("--sandboxes", StackOptions.DEFAULT_SANDBOXES, 1, 1_000),
              path("--data"));
      return new CommandLine(
          command, stack, options.containsKey("--json"), path("--text-dir"), List.copyOf(files));
    }

    private Optional<Path> path(String option) {
      return Optional.ofNullable(options.get(option)).map(Path::of);
    }

    private int number(String option, int absent, int least, int most) {
      String text = options.getOrDefault(option, String.valueOf(absent));
      try {
        int number = Integer.parseInt(text);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw new UsageException(
          "%s wants a number from %d to %d, not %s".formatted(option, least, most, text));
    }
  }
}
