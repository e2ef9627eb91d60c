package dev.millrace.local.command;

import dev.millrace.local.sam.TemplateException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;

/// The command line of the local stack.
public final class Main {
  private static final int USAGE_ERROR = 2;

  private Main() {}

  /// Runs a command and ends the process: DynamoDB Local leaves threads behind.
  ///
  /// @param arguments the command and its options
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    try {
      if (!arguments.isEmpty() && arguments.getFirst().equals("listen")) {
        List<String> words = arguments.subList(1, arguments.size());
        return new ListenCommand(ListenOptions.parse(words), out).run();
      }
      if (!arguments.isEmpty() && arguments.getFirst().equals("key")) {
        KeyOptions options = KeyOptions.parse(arguments.subList(1, arguments.size()));
        return new KeyCommand(options, KeyTable.of(options), out, Clock.systemUTC()).run();
      }
      CommandLine line = CommandLine.parse(arguments);
      return switch (line.command()) {
        case "aws" -> new AwsCommand(line, out).run();
        case "demo" -> new DemoCommand(line, out, err).run();
        default -> new UpCommand(line, out, err).run();
      };
    } catch (Arguments.UsageException e) {
      err.println(e.getMessage());
      err.print(CommandLine.USAGE);
      return USAGE_ERROR;
    } catch (TemplateException | IllegalStateException | UncheckedIOException e) {
      err.println(e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
