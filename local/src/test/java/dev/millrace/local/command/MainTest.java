package dev.millrace.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.local.fixture.Await;
import dev.millrace.local.fixture.Templates;
import dev.millrace.local.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  @Test
  void readsACommandLine() {
    CommandLine line =
        CommandLine.parse(
            List.of(
                "demo",
                "--json",
                "--sandboxes",
                "2",
                "--parameter",
                "A=b=c",
                "--data",
                "d",
                "--text-dir",
                "t",
                "--template",
                "x.yaml",
                "one.pdf",
                "two"));

    assertThat(line.command()).isEqualTo("demo");
    assertThat(line.json()).isTrue();
    assertThat(line.stack().sandboxes()).isEqualTo(2);
    assertThat(line.stack().port()).isZero();
    assertThat(line.stack().parameters()).containsEntry("A", "b=c");
    assertThat(line.stack().data()).contains(Path.of("d"));
    assertThat(line.stack().template()).isEqualTo(Path.of("x.yaml"));
    assertThat(line.textFolder()).contains(Path.of("t"));
    assertThat(line.files()).containsExactly(Path.of("one.pdf"), Path.of("two"));
    assertThat(CommandLine.parse(List.of("up")).stack().port()).isEqualTo(3000);
  }

  @ParameterizedTest
  @CsvSource({
    "'', Say what to do",
    "dance, Unknown command dance",
    "up --loud, Unknown option --loud",
    "up --port, --port wants a value",
    "up --port many, '--port wants a number from 0 to 65535, not many'",
    "up --sandboxes 0, '--sandboxes wants a number from 1 to 1000, not 0'",
    "up --parameter A, '--parameter wants Name=Value, not A'",
    "up file.pdf, up takes no files: file.pdf",
    "demo absent.pdf, Cannot read absent.pdf",
    "key, 'key wants create, list or revoke'",
    "key revoke --tenant acme, key revoke wants the id of a key",
    "key list everything --tenant acme, Unknown word everything",
    "key list, '--tenant wants up to 63 of a-z, 0-9 and -, not '",
    "key create --tenant Acme --scopes *, '--tenant wants up to 63 of a-z, 0-9 and -, not Acme'",
    "key create --tenant acme --scopes admin, '--scopes wants * or some of '",
    "key create --tenant acme, '--scopes wants * or some of '"
  })
  void explainsWhatItDoesNotUnderstand(String line, String complaint) {
    List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));

    assertThat(run(words)).isEqualTo(2);
    assertThat(complaints.toString(StandardCharsets.UTF_8)).startsWith(complaint);
  }

  @Test
  void saysWhatIsWrongWithATemplate() {
    assertThat(
            run(
                List.of(
                    "up", "--template", Templates.stack().toString(), "--parameter", "Nonsense=1")))
        .isEqualTo(1);
    assertThat(complaints.toString(StandardCharsets.UTF_8))
        .startsWith("The template has no parameter Nonsense");
  }

  @Test
  void saysThatAPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertThat(run(List.of("up", "--template", Templates.stack().toString(), "--port", port)))
          .isEqualTo(1);
      assertThat(complaints.toString(StandardCharsets.UTF_8))
          .startsWith("Cannot listen on port " + port);
    }
  }

  @Test
  void runsUntilItIsToldToEnd() throws InterruptedException {
    Thread up =
        Thread.ofPlatform()
            .start(() ->
                run(
                    List.of(
                        "up",
                        "--json",
                        "--port",
                        "0",
                        "--template",
                        Templates.stack().toString())));
    Await.until(() -> printed.toString(StandardCharsets.UTF_8).endsWith("}\n"));
    JsonNode facts = Json.read(printed.toString(StandardCharsets.UTF_8));
    RunningStack running = RunningStack.of(Templates.stack());
    assertThat(running.dynamoDb().toString()).isEqualTo(facts.path("dynamodb").asText());
    up.interrupt();
    up.join();

    assertThatThrownBy(running::dynamoDb).hasMessageStartingWith("No stack runs here");
    assertThat(facts.path("api").asText()).startsWith("http://127.0.0.1:");
    assertThat(facts.path("websocket").asText()).matches("ws://127.0.0.1:\\d+/live");
    assertThat(facts.path("apiKey").asText()).startsWith("mk_");
    assertThat(facts.path("bucket").asText()).isEqualTo("millrace-local-bucket");
    assertThat(facts.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
    assertThat(facts.properties()).hasSize(8);
  }

  private int run(List<String> words) {
    return Main.run(words, printer(printed), printer(complaints));
  }

  private static PrintStream printer(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
