package dev.millrace.local.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Draws a bar for each file in progress at the foot of a terminal; cards scroll away above.
public final class ProgressBars implements DemoListener {
  private static final int WIDTH = 30;
  private static final String UP_AND_CLEAR = "\u001b[1A\u001b[2K";

  private final PrintStream out;
  private final Map<Path, String> bars = new LinkedHashMap<>();
  private int drawn;

  /// Creates a painter.
  public ProgressBars(PrintStream out) {
    this.out = out;
  }

  @Override
  public void progress(Path file, String stage, int percent) {
    bars.put(file, bar(file, stage, percent));
    redraw("");
  }

  @Override
  public void finished(Path file, FileReport report) {
    bars.remove(file);
    redraw(Card.of(report));
  }

  private void redraw(String above) {
    out.print(UP_AND_CLEAR.repeat(drawn) + above);
    bars.values().forEach(out::println);
    drawn = bars.size();
    out.flush();
  }

  private static String bar(Path file, String stage, int percent) {
    int done = percent * WIDTH / 100;
    return "%-28.28s [%s%s] %3d %%  %s"
        .formatted(file.getFileName(), "#".repeat(done), "-".repeat(WIDTH - done), percent, stage);
  }
}
