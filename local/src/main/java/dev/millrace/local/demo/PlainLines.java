package dev.millrace.local.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Prints a line whenever a file enters a stage, and a card when it is through.
public final class PlainLines implements DemoListener {
  private final PrintStream out;
  private final Map<Path, String> stages = new HashMap<>();

  /// Creates a printer.
  public PlainLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void progress(Path file, String stage, int percent) {
    if (!stage.equals(stages.put(file, stage))) {
      out.printf("%-28s %3d %%  %s%n", file.getFileName(), percent, stage);
    }
  }

  @Override
  public void finished(Path file, FileReport report) {
    stages.remove(file);
    out.print(Card.of(report));
    out.flush();
  }
}
