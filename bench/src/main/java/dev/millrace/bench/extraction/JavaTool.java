package dev.millrace.bench.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A Java program that reads one request a line and answers one line, in a process that lives on
/// from file to file unless it has to be ended.
final class JavaTool implements Tool {
  private final String name;
  private final List<String> arguments;
  private @Nullable Process process;
  private int deaths;

  /// @param heap the most memory that it may use, as `256m`
  /// @param arguments of the virtual machine and of the program
  JavaTool(String name, String heap, String... arguments) {
    this.name = name;
    this.arguments = new ArrayList<>(List.of("-Xmx" + heap));
    this.arguments.addAll(List.of(arguments));
  }

  /// {@return Millrace's own extractor}
  static JavaTool millrace(String heap) {
    return millrace("Millrace", heap, false);
  }

  /// {@return the same, taking the time to collect and measure its heap every so many pages}
  static JavaTool measuringHeap(String heap) {
    return millrace("Millrace, measuring its heap", heap, true);
  }

  private static JavaTool millrace(String name, String heap, boolean measuring) {
    return new JavaTool(
        name,
        heap,
        "-D%s=%s".formatted(ExtractionWorker.HEAP, measuring),
        "-cp",
        System.getProperty("java.class.path"),
        ExtractionWorker.class.getName());
  }

  @Override
  public String name() {
    return name;
  }

  /// {@return how many processes have died, or been ended, in the middle of a file}
  int deaths() {
    return deaths;
  }

  @Override
  public Answer extract(Path file, String password, Path text, Duration limit)
      throws IOException, InterruptedException {
    Process running = process == null || !process.isAlive() ? start() : process;
    process = running;
    long start = System.nanoTime();
    Writer requests = running.outputWriter(UTF_8);
    requests.write(
        Json.write(Map.of("file", file.toString(), "password", password, "text", text.toString())));
    requests.write('\n');
    requests.flush();
    BufferedReader answers = running.inputReader(UTF_8);
    CompletableFuture<@Nullable String> answer =
        CompletableFuture.supplyAsync(() -> nextLine(answers));
    try {
      String line = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (line != null) {
        return Json.read(line, Answer.class);
      }
    } catch (TimeoutException e) {
      end(running);
      return Answer.none("timeout", millisSince(start));
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
    end(running);
    return Answer.none("process died", millisSince(start));
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private Process start() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:SoftRefLRUPolicyMSPerMB=20",
                "-XX:MaxTenuringThreshold=1"));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
  }

  private void end(Process dead) throws InterruptedException {
    deaths++;
    dead.destroyForcibly().waitFor();
  }

  private static @Nullable String nextLine(BufferedReader answers) {
    try {
      String line = answers.readLine();
      while (line != null && !line.startsWith("{")) {
        line = answers.readLine();
      }
      return line;
    } catch (IOException e) {
      return null;
    }
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
