package dev.millrace.local.command;

import java.io.PrintStream;

/// `demo`: runs the system once over files and shows what comes out.
final class DemoCommand {
  private final CommandLine line;
  private final PrintStream out;
  private final PrintStream err;

  DemoCommand(CommandLine line, PrintStream out, PrintStream err) {
    this.line = line;
    this.out = out;
    this.err = err;
  }

  int run() throws InterruptedException {
    err.println(line);
    out.println();
    return 1;
  }
}
