package dev.millrace.bench.extraction;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/// A program of the machine's own, started for each file.
record CommandTool(String name, BiFunction<String, Path[], List<String>> arguments)
    implements Tool {
  /// {@return poppler's tool, if it is installed}
  static Optional<Tool> pdftotext() {
    return installed(
        "pdftotext",
        (password, files) -> {
          List<String> words = new ArrayList<>(List.of("-q", "-enc", "UTF-8"));
          if (!password.isEmpty()) {
            words.addAll(List.of("-upw", password));
          }
          words.addAll(List.of(files[0].toString(), files[1].toString()));
          return words;
        });
  }

  /// {@return MuPDF's tool, if it is installed}
  static Optional<Tool> mutool() {
    return installed(
        "mutool",
        (password, files) -> {
          List<String> words = new ArrayList<>(List.of("draw", "-q", "-F", "txt"));
          if (!password.isEmpty()) {
            words.addAll(List.of("-p", password));
          }
          words.addAll(List.of("-o", files[1].toString(), files[0].toString()));
          return words;
        });
  }

  /// {@return whether a program is installed}
  static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Override
  public Answer extract(Path file, String password, Path text, Duration limit)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(arguments.apply(password, new Path[] {file, text}));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (!ended) {
      process.destroyForcibly().waitFor();
      return Answer.none("timeout", millis);
    }
    long chars = Files.exists(text) ? Files.size(text) : 0;
    return new Answer(
        process.exitValue() == 0 ? Answer.OK : "exit " + process.exitValue(),
        0,
        chars,
        millis,
        0,
        List.of());
  }

  @Override
  public void close() {}

  private static Optional<Tool> installed(
      String name, BiFunction<String, Path[], List<String>> arguments) {
    return isInstalled(name) ? Optional.of(new CommandTool(name, arguments)) : Optional.empty();
  }
}
