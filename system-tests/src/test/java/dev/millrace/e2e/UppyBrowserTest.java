package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import dev.millrace.local.LocalStack;
import dev.millrace.testing.NodeFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// The npm packages of Uppy 5 and 6, unchanged, and the page of `docs/browser` in headless
/// Chromium: `system-tests/browser`. Needs Node 20 or later. With the environment variable
/// `MILLRACE_BROWSER_LARGE`, a number of bytes, only six files at once are sent in parts, one of
/// them as large as this.
@Tag("system")
class UppyBrowserTest {
  private static final NodeFolder FOLDER = NodeFolder.at("system-tests/browser");
  private static final Path SCREENSHOTS = FOLDER.path().resolveSibling("target").resolve("browser");
  private static final Optional<String> LARGE =
      Optional.ofNullable(System.getenv("MILLRACE_BROWSER_LARGE"));
  private static final long PATIENCE_MINUTES = 8;

  @TestFactory
  Stream<DynamicTest> inABrowser() throws IOException, InterruptedException {
    Assumptions.assumeTrue(NodeFolder.runsHere(), UppyBrowserTest::skipped);
    FOLDER.install();
    List<JsonNode> outcomes = run();
    Assumptions.assumeFalse(
        outcomes.getFirst().has("skipped"), () -> outcomes.getFirst().path("skipped").asText());
    return outcomes.stream()
        .map(outcome ->
            DynamicTest.dynamicTest(
                outcome.path("name").asText(),
                () -> assertThat(outcome.path("failure").asText(null)).isNull()));
  }

  private static String skipped() {
    String message = "Node is not installed: nothing was tried in a browser";
    System.err.println(message);
    return message;
  }

  private static List<JsonNode> run() throws IOException, InterruptedException {
    ProcessBuilder builder = FOLDER.program("run.mjs");
    Map<String, String> environment = builder.environment();
    environment.put("MILLRACE_API", Stack.LOCAL.api().toString());
    environment.put("MILLRACE_SOCKET", Stack.LOCAL.webSocket().orElseThrow().toString());
    environment.put("MILLRACE_KEY", LocalStack.API_KEY);
    environment.put("MILLRACE_SCREENSHOTS", SCREENSHOTS.toString());
    LARGE.ifPresent(bytes -> environment.put("MILLRACE_LARGE", bytes));
    Process node = builder.start();
    List<JsonNode> outcomes = new ArrayList<>();
    try (BufferedReader lines = node.inputReader()) {
      lines.lines().peek(System.err::println).map(Json::tree).forEach(outcomes::add);
      assertThat(node.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("ended").isTrue();
      assertThat(node.exitValue()).isZero();
    } finally {
      node.destroyForcibly();
    }
    return outcomes;
  }
}
