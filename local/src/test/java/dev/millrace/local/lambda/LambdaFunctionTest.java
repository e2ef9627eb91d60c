package dev.millrace.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.access.AccessKeys;
import dev.millrace.local.fixture.Await;
import dev.millrace.local.fixture.ObedientHandler;
import dev.millrace.local.json.Json;
import dev.millrace.local.lambda.InvocationResult.Answered;
import dev.millrace.local.lambda.InvocationResult.Failed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaFunctionTest {
  @TempDir Path cache;

  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
  private final List<LambdaFunction> functions = new ArrayList<>();

  @AfterEach
  void close() {
    functions.forEach(LambdaFunction::close);
  }

  @Test
  void answersFromOneWarmProcessWithLambdaEnvironment() throws Exception {
    LambdaFunction function = function(2, Map.of("STAGE", "test", "ROOT", "${LAMBDA_TASK_ROOT}/x"));

    assertThat(call(function, "echo", "hällo")).isEqualTo(new Answered("\"hällo\""));
    assertThat(call(function, "environment", "STAGE")).isEqualTo(new Answered("\"test\""));
    assertThat(call(function, "environment", "ROOT"))
        .isEqualTo(new Answered("\"" + testClasses() + "/x\""));
    assertThat(call(function, "environment", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE"))
        .isEqualTo(new Answered("\"256\""));
    assertThat(call(function, "environment", "AWS_ENDPOINT_URL_S3"))
        .isEqualTo(new Answered("\"http://127.0.0.1:1\""));
    assertThat(call(function, "environment", "AWS_ACCESS_KEY_ID").toString()).contains("LOCALTEST");
    assertThat(call(function, "environment", "SHELL")).isEqualTo(new Answered("\"null\""));
    assertThat(call(function, "property", "com.amazonaws.xray.traceHeader").toString())
        .contains("Root=1-");
    assertThat(remaining(function)).isBetween(1_000, 3_000);
    assertThat(function.coldStarts()).isEqualTo(1);
    assertThat(function.peakMegabytes()).isBetween(20L, 256L);
  }

  @Test
  void reportsWhatTheFunctionThrows() throws Exception {
    LambdaFunction function = function(1, Map.of());

    assertThat(call(function, "juggle", ""))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.errorType()).isEqualTo("java.lang.IllegalArgumentException");
              assertThat(failed.message()).startsWith("cannot ");
            });
    assertThat(call(function, "echo", "again")).isEqualTo(new Answered("\"again\""));
    assertThat(function.coldStarts()).isEqualTo(1);
  }

  @Test
  void reportsAFailedInitWithTheFunctionsOwnWords() throws Exception {
    LambdaFunction function = function(1, Map.of("FAIL_INIT", "yes"));

    assertThat(call(function, "echo", "x"))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.message()).contains("FAIL_INIT is set"));
    assertThat(call(function, "echo", "x")).isInstanceOf(Failed.class);
    assertThat(function.coldStarts()).as("each call runs a failed init once more").isEqualTo(4);
  }

  @Test
  void killsAProcessAtItsDeadlineAndStartsAnother() throws Exception {
    LambdaFunction function = function(1, Map.of());
    String pid = ((Answered) call(function, "pid", "")).payload();

    assertThat(call(function, "sleep", "10000"))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.errorType()).isEqualTo("Sandbox.Timedout");
              assertThat(failed.message()).endsWith("Task timed out after 3.00 seconds");
            });
    Await.until(
        () -> ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(call(function, "echo", "x")).isEqualTo(new Answered("\"x\""));
  }

  @Test
  void survivesTheEndOfAProcess() throws Exception {
    LambdaFunction function = function(1, Map.of());

    assertThat(call(function, "exit", "3"))
        .isEqualTo(new Failed("Runtime.ExitError", "Runtime exited with error: exit status 3"));
    assertThat(call(function, "echo", "x")).isEqualTo(new Answered("\"x\""));
    assertThat(function.processes()).hasSize(1);
  }

  @Test
  void endsAProcessThatUsesMoreMemoryThanItMay() throws Exception {
    LambdaFunction function = function(1, Map.of("JAVA_TOOL_OPTIONS", "-Xmx600m"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<InvocationResult> result = threads.submit(() -> call(function, "hold", "300"));
      while (!result.isDone()) {
        function.tidy(java.time.Instant.now());
        Thread.sleep(50);
      }
      assertThat(result.get())
          .isEqualTo(new Failed("Runtime.ExitError", "Runtime exited with error: signal: killed"));
    }
    assertThat(lines).anyMatch(line -> line.startsWith("test Out of memory: "));
  }

  @Test
  void startsNoMoreProcessesThanItMayAndLetsOthersWait() throws Exception {
    LambdaFunction function = function(2, Map.of());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<InvocationResult>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        results.add(threads.submit(() -> call(function, "sleep", "2000")));
      }
      for (Future<InvocationResult> result : results) {
        assertThat(result.get(30, TimeUnit.SECONDS)).isInstanceOf(Answered.class);
      }
    }
    assertThat(function.coldStarts()).isEqualTo(2);
  }

  @Test
  void prefixesOutputWithTheFunctionsName() throws Exception {
    LambdaFunction function = function(1, Map.of());

    var _ = call(function, "print", "hello there");

    function.close();
    assertThat(lines).contains("test hello there");
    assertThat(function.processes()).isEmpty();
  }

  private LambdaFunction function(int concurrency, Map<String, String> environment)
      throws Exception {
    FunctionSpec spec =
        new FunctionSpec(
            "test",
            "test",
            "arn:aws:lambda:us-east-1:000000000000:function:test",
            ObedientHandler.class.getName(),
            testClasses(),
            256,
            Duration.ofSeconds(3),
            environment,
            concurrency);
    Launcher launcher =
        new Launcher(
            cache,
            new AccessKeys(),
            "us-east-1",
            Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1"));
    LambdaFunction function =
        new LambdaFunction(spec, launcher, (name, line) -> lines.add(name + " " + line));
    functions.add(function);
    return function;
  }

  private static Path testClasses() throws Exception {
    return Path.of(
        ObedientHandler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static int remaining(LambdaFunction function) throws InterruptedException {
    return Integer.parseInt(((Answered) call(function, "remaining", "")).payload());
  }

  private static InvocationResult call(LambdaFunction function, String what, String value)
      throws InterruptedException {
    return function.invoke(Invocation.of(Json.write(Map.of("do", what, "value", value))));
  }
}
