package dev.millrace.local.demo;

import dev.millrace.local.json.Json;
import java.io.PrintStream;
import java.nio.file.Path;

/// Prints one JSON object a file.
///
/// @param out where to
public record JsonLines(PrintStream out) implements DemoListener {
  @Override
  public void progress(Path file, String stage, int percent) {}

  @Override
  public void finished(Path file, FileReport report) {
    out.println(Json.write(report.json()));
    out.flush();
  }
}
