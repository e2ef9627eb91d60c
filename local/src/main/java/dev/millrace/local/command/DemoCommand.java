package dev.millrace.local.command;

import dev.millrace.local.LocalStack;
import dev.millrace.local.demo.Demo;
import dev.millrace.local.demo.DemoFiles;
import dev.millrace.local.demo.DemoListener;
import dev.millrace.local.demo.FileReport;
import dev.millrace.local.demo.JsonLines;
import dev.millrace.local.demo.PlainLines;
import dev.millrace.local.demo.ProgressBars;
import dev.millrace.local.lambda.LambdaFunction;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `demo`: runs the system once over files and shows what comes out.
final class DemoCommand {
  /// Where samples lie, from the template's folder.
  private static final List<Path> SAMPLES =
      List.of(Path.of("events", "samples"), Path.of("model-builder", "target", "samples"));

  private final CommandLine line;
  private final PrintStream out;
  private final PrintStream err;

  DemoCommand(CommandLine line, PrintStream out, PrintStream err) {
    this.line = line;
    this.out = out;
    this.err = err;
  }

  int run() throws InterruptedException {
    Path project = line.stack().template().toAbsolutePath().resolveSibling(".").normalize();
    List<Path> files = files(project);
    Path logFile = project.resolve(".millrace").resolve("demo.log");
    PrintStream people = line.json() ? err : out;
    Instant start = Instant.now();
    try (PrintStream log = logTo(logFile);
        LocalStack stack = LocalStack.start(line.stack(), (name, text) -> log(log, name, text))) {
      Lifetime.closeAtEnd(stack);
      people.printf("The stack is up after %s; %d files.%n", since(start), files.size());
      Demo demo = new Demo(stack.api(), LocalStack.API_KEY, line.textFolder());
      List<FileReport> reports = demo.run(files, listener());
      memory(stack, people);
      long passed = reports.stream().filter(FileReport::passed).count();
      people.printf("%d of %d files as they should, in %s.%n", passed, files.size(), since(start));
      if (passed < files.size()) {
        people.println("What the functions printed: " + logFile);
      }
      return passed == files.size() ? 0 : 1;
    }
  }

  private List<Path> files(Path project) {
    List<Path> places =
        line.files().isEmpty()
            ? SAMPLES.stream().map(project::resolve).filter(Files::isDirectory).toList()
            : line.files();
    List<Path> files = DemoFiles.in(places);
    files.stream()
        .filter(file -> !Files.isReadable(file))
        .findFirst()
        .ifPresent(file -> {
          throw new Arguments.UsageException("Cannot read " + file);
        });
    if (files.isEmpty()) {
      throw new Arguments.UsageException("There are no files in " + places);
    }
    return files;
  }

  private DemoListener listener() {
    if (line.json()) {
      return new JsonLines(out);
    }
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return terminal ? new ProgressBars(out) : new PlainLines(out);
  }

  private static PrintStream logTo(Path file) {
    try {
      Files.createDirectories(file.resolveSibling("."));
      return new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private static void log(PrintStream log, String function, String text) {
    log.printf("%s [%s] %s%n", Instant.now(), function, text);
  }

  private static void memory(LocalStack stack, PrintStream people) {
    people.printf("%n%-18s %10s %8s %11s%n", "function", "peak RSS", "memory", "cold starts");
    Stream<LambdaFunction> used =
        stack.functions().all().stream().filter(function -> function.coldStarts() > 0);
    used.forEach(function ->
        people.printf(
            "%-18s %7d MB %5d MB %11d%n",
            function.spec().id(),
            function.peakMegabytes(),
            function.spec().memoryMegabytes(),
            function.coldStarts()));
    people.println();
  }

  private static String since(Instant start) {
    Duration elapsed = Duration.between(start, Instant.now());
    return "%d.%d s".formatted(elapsed.toSeconds(), elapsed.toMillisPart() / 100);
  }
}
