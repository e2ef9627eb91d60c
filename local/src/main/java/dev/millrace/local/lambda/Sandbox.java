package dev.millrace.local.lambda;

import dev.millrace.local.lambda.InvocationResult.Answered;
import dev.millrace.local.lambda.InvocationResult.Failed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// One process of a function; it takes one invocation at a time.
final class Sandbox implements AutoCloseable {
  private static final Duration INIT_TIMEOUT = Duration.ofSeconds(90);
  private static final InvocationResult STARTING = new Answered("");
  private static final Pattern ANNOUNCEMENT =
      Pattern.compile("(NOTE: )?Picked up (JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS):");
  private static final int KILLED = 128 + 9;

  private final FunctionSpec function;
  private final FunctionLog log;
  private final RuntimeApi api;
  private final Path temporary;
  private final Process process;
  private final Thread output;
  private final CompletableFuture<Void> end;
  private volatile Instant idleSince = Instant.now();
  private volatile long peakMegabytes;
  private volatile boolean killed;

  Sandbox(FunctionSpec function, Launcher launcher, FunctionLog log) {
    this.function = function;
    this.log = log;
    this.api = new RuntimeApi(function.arn());
    this.temporary = launcher.temporaryFolder(function);
    this.process = launcher.start(function, api, temporary);
    this.output = Thread.ofVirtual().name(function.id() + "-log").start(this::copyOutput);
    this.end = process.onExit().thenAccept(this::ended);
  }

  /// Runs one invocation to its end; on anything but an answer or a thrown error, the process ends.
  InvocationResult invoke(Invocation invocation) throws InterruptedException {
    InvocationResult init = awaitInit();
    if (init instanceof Failed) {
      return init;
    }
    Duration timeout = function.timeout();
    CompletableFuture<InvocationResult> result = api.offer(invocation, Instant.now().plus(timeout));
    try {
      return within(
          timeout,
          result,
          "Sandbox.Timedout",
          String.format(
              Locale.ROOT,
              "%s Task timed out after %.2f seconds",
              invocation.requestId(),
              timeout.toMillis() / 1000.0));
    } finally {
      measure();
      idleSince = Instant.now();
    }
  }

  /// {@return how the start of the function ended}
  InvocationResult awaitInit() throws InterruptedException {
    return within(INIT_TIMEOUT, api.initialized(), "Sandbox.InitTimedout", "Init timed out");
  }

  private InvocationResult within(
      Duration limit, CompletableFuture<InvocationResult> result, String errorType, String message)
      throws InterruptedException {
    try {
      return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      kill();
      log.line(function.id(), message);
      return new Failed(errorType, message);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /// {@return whether it can take another invocation}
  boolean usable() {
    return !killed && process.isAlive() && !(api.initialized().getNow(STARTING) instanceof Failed);
  }

  /// {@return since when it has had nothing to do}
  Instant idleSince() {
    return idleSince;
  }

  /// {@return the id of the process}
  long pid() {
    return process.pid();
  }

  /// {@return the most memory that it has used, as far as measured}
  long peakMegabytes() {
    return peakMegabytes;
  }

  /// Notes the memory in use and ends the process when that is more than it may use, as Lambda
  /// does.
  void measure() {
    peakMegabytes = Math.max(peakMegabytes, Memory.peakMegabytes(process.pid()));
    long used = Memory.residentMegabytes(process.pid());
    if (used > function.memoryMegabytes()) {
      log.line(
          function.id(),
          "Out of memory: %d MB used of %d MB".formatted(used, function.memoryMegabytes()));
      kill();
    }
  }

  private void kill() {
    killed = true;
    process.destroyForcibly();
  }

  private void ended(Process exited) {
    int code = exited.exitValue();
    awaitOutput();
    String status = code == KILLED ? "signal: killed" : "exit status " + code;
    api.fail(new Failed("Runtime.ExitError", "Runtime exited with error: " + status));
    api.close();
    TaskRoot.delete(temporary);
  }

  /// What the process printed last often says why it ended.
  private void awaitOutput() {
    try {
      var _ = output.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void copyOutput() {
    try (BufferedReader lines = process.inputReader()) {
      lines
          .lines()
          .filter(line -> !ANNOUNCEMENT.matcher(line).lookingAt())
          .forEach(line -> log.line(function.id(), line));
    } catch (IOException | UncheckedIOException e) {
      // the process has ended
    }
  }

  /// Asks the process to end, then makes it; when this returns, nothing of the sandbox is left.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        kill();
      }
      end.get(2, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.line(function.id(), "Sandbox not cleaned up: " + e);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }
}
