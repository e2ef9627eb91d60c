package dev.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.testing.RepositoryFiles;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The programs of `docs/verify`, which receivers copy, judged by the reference library's
/// signatures.
class VerifyExamplesTest {
  private static final Path FOLDER = RepositoryFiles.locate("docs/verify");
  private static final String SECRET =
      "whsec_"
          + Base64.getEncoder()
              .encodeToString("a secret of twenty-four b".getBytes(StandardCharsets.UTF_8));
  private static final String ID = "evt_1";
  private static final String BODY = "{\"type\":\"ping\",\"note\":\"Grüße\"}\n";

  @ParameterizedTest
  @ValueSource(strings = {"Verify.java", "verify.mjs", "verify.py", "verify.go", "verify.sh"})
  void believesWhatIsGenuineAndNothingElse(String program) throws Exception {
    Instant now = Instant.now();
    String signature = sign(now);

    assertThat(believes(program, now, signature, BODY)).isTrue();
    assertThat(believes(program, now, "v1,b2xk " + signature, BODY)).isTrue();
    assertThat(believes(program, now, signature, BODY.replace("ping", "pong"))).isFalse();
    assertThat(believes(program, now.plusSeconds(1), signature, BODY)).isFalse();
    Instant stale = now.minus(Duration.ofMinutes(6));
    assertThat(believes(program, stale, sign(stale), BODY)).isFalse();
  }

  @Test
  void sendsWhatTheReferenceLibraryBelieves() throws Exception {
    CompletableFuture<String> verified = new CompletableFuture<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          verified.complete(verify(exchange.getRequestHeaders(), body));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";

    Process process = start(List.of("sh", "send.sh", url, SECRET), BODY);

    assertThat(verified.get(20, TimeUnit.SECONDS)).isEqualTo(BODY);
    assertThat(process.inputReader().readLine()).isEqualTo("204");
    receiver.stop(0);
  }

  @Test
  void theGuideShowsTheseVeryPrograms() throws IOException {
    String guide = RepositoryFiles.read("docs/webhooks.md");
    Matcher example =
        Pattern.compile("\\(verify/([Vv]erify\\.\\w+)\\)\\):\n\n```\\w+\n(.*?)```", Pattern.DOTALL)
            .matcher(guide);
    List<String> shown = new ArrayList<>();
    while (example.find()) {
      shown.add(example.group(1));
      assertThat(Files.readString(FOLDER.resolve(example.group(1)))).contains(example.group(2));
    }

    assertThat(shown)
        .containsExactly("Verify.java", "verify.mjs", "verify.py", "verify.go", "verify.sh");
  }

  private static boolean believes(String program, Instant at, String signatures, String body)
      throws Exception {
    List<String> command = new ArrayList<>(runtime(program));
    command.addAll(List.of(program, SECRET, ID, String.valueOf(at.getEpochSecond()), signatures));
    Process process = start(command, body);
    String output = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    assertThat(exit).as("%s: %s", program, output).isBetween(0, 1);
    return exit == 0;
  }

  private static List<String> runtime(String program) {
    return switch (program.substring(program.lastIndexOf('.'))) {
      case ".java" -> List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      case ".mjs" -> List.of(installed("node"));
      case ".py" -> List.of(installed("python3"));
      case ".go" -> List.of(installed("go"), "run");
      default -> List.of("sh");
    };
  }

  private static String installed(String runtime) {
    boolean found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, runtime)));
    assumeThat(found).as("%s is not installed, so its example is not run", runtime).isTrue();
    return runtime;
  }

  private static Process start(List<String> command, String input) throws IOException {
    Process process = new ProcessBuilder(command).directory(FOLDER.toFile()).start();
    try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
      stdin.write(input);
    }
    return process;
  }

  private static String sign(Instant at) throws Exception {
    return new Webhook(SECRET).sign(ID, at.getEpochSecond(), BODY);
  }

  private static String verify(Map<String, List<String>> headers, byte[] body) {
    try {
      String text = new String(body, StandardCharsets.UTF_8);
      new Webhook(SECRET).verify(text, HttpHeaders.of(headers, (_, _) -> true).map());
      return text;
    } catch (Exception e) {
      return "not verified: " + e.getMessage();
    }
  }
}
