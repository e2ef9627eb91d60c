package dev.millrace.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.local.fixture.Await;
import dev.millrace.local.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenCommandTest {
  private static final byte[] KEY = "a secret of twenty-four b".getBytes(StandardCharsets.UTF_8);
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
  private static final String BODY =
      "{\"type\":\"upload.completed\",\"sequence\":7,\"data\":{\"uploadId\":\"up_1\"}}";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
  private final Instant now = Instant.now();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Thread> listening = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    for (Thread thread : listening) {
      thread.interrupt();
      thread.join();
    }
    http.close();
  }

  @Test
  void aGenuineNoticeIsPrintedAndAnsweredAndARepeatedOneIsToldApart() throws Exception {
    URI url = listen("--secret", SECRET);

    assertThat(post(url, "evt_1", BODY, signature("evt_1", BODY))).isEqualTo(204);
    assertThat(post(url, "evt_1", BODY, signature("evt_1", BODY))).isEqualTo(204);

    assertThat(lines().subList(1, 3))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("genuine", "upload.completed", "evt_1", "up_1 #7")
                    .endsWith("→ 204"),
            line -> assertThat(line).endsWith("→ 204  (again)"));
  }

  @Test
  void whatIsForgedOrUnsignedIsRefusedWhateverTheOptionsSay() throws Exception {
    URI url = listen("--secret", SECRET, "--status", "200");

    assertThat(post(url, "evt_1", BODY + " ", signature("evt_1", BODY))).isEqualTo(401);
    assertThat(post(url, "evt_1", BODY, "")).isEqualTo(401);

    assertThat(lines().get(1)).contains("FORGED").endsWith("→ 401");
    assertThat(lines().get(2)).contains("UNSIGNED");
  }

  @Test
  void itFailsAndDawdlesOnPurpose() throws Exception {
    URI url = listen("--secret", SECRET, "--status", "500", "--slow", "300ms");

    Instant start = Instant.now();
    assertThat(post(url, "evt_1", BODY, signature("evt_1", BODY))).isEqualTo(500);
    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void aBodyOverTheLimitIsNotRead() throws Exception {
    URI url = listen("--secret", SECRET);
    String huge = "x".repeat((1 << 20) + 1);

    assertThat(post(url, "evt_1", huge, signature("evt_1", huge))).isEqualTo(413);
  }

  @Test
  void asJsonItPrintsOneObjectALineWithTheBody() throws Exception {
    HttpServer api = api(201);
    listen("--api", url(api), "--json");
    URI subscriber = URI.create(Json.read(requests.getFirst().body()).path("url").asText());
    post(subscriber, "evt_1", BODY, signature("evt_1", BODY));
    Await.until(() -> !lines().isEmpty());

    JsonNode line = Json.read(lines().getFirst());
    assertThat(line.path("verdict").asText()).isEqualTo("GENUINE");
    assertThat(line.path("status").asInt()).isEqualTo(204);
    assertThat(line.path("again").asBoolean()).isFalse();
    assertThat(line.at("/body/data/uploadId").asText()).isEqualTo("up_1");
    api.stop(0);
  }

  @Test
  void withoutASecretItSubscribesForAsLongAsItRuns() throws Exception {
    HttpServer api = api(201);
    listen("--api", url(api), "--key", "mk_mine");
    assertThat(requests.getFirst().method()).isEqualTo("POST");
    assertThat(requests.getFirst().authorization()).isEqualTo("Bearer mk_mine");

    end();

    assertThat(requests.getLast().method()).isEqualTo("DELETE");
    assertThat(requests.getLast().path()).isEqualTo("/v1/webhook-endpoints/ep_1");
    api.stop(0);
  }

  @Test
  void itSaysWhyItCannotSubscribe() throws Exception {
    HttpServer api = api(403);
    assertThat(run(List.of("listen", "--port", "0", "--api", url(api)))).isEqualTo(1);
    api.stop(0);
    assertThat(run(List.of("listen", "--port", "0", "--api", url(api)))).isEqualTo(1);

    assertThat(complaints.toString(StandardCharsets.UTF_8))
        .contains("The endpoint was refused: 403", "start one with ./millrace up");
  }

  @ParameterizedTest
  @CsvSource({
    "--status 99, '--status wants a number from 200 to 599, not 99'",
    "--slow fast, '--slow wants a duration as 500ms, 20s or 2m, at most 10 minutes, not fast'",
    "--slow 11m, '--slow wants a duration as 500ms, 20s or 2m, at most 10 minutes, not 11m'",
    "--loud, Unknown option --loud",
    "here, listen takes no files: here",
    "--secret sk_1, A secret begins with whsec_",
  })
  void explainsWhatItDoesNotUnderstand(String words, String complaint) {
    List<String> all = new ArrayList<>(List.of("listen", "--port", "0"));
    all.addAll(List.of(words.split(" ", -1)));

    assertThat(run(all)).isEqualTo(2);
    assertThat(complaints.toString(StandardCharsets.UTF_8)).startsWith(complaint);
  }

  private record Request(String method, String path, String authorization, String body) {}

  private HttpServer api(int status) throws IOException {
    HttpServer api =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext(
        "/",
        exchange -> {
          requests.add(
              new Request(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().getPath(),
                  exchange.getRequestHeaders().getFirst("authorization"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          byte[] answer =
              "{\"id\":\"ep_1\",\"secret\":\"%s\"}"
                  .formatted(SECRET)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    api.start();
    return api;
  }

  private static String url(HttpServer api) {
    return "http://127.0.0.1:" + api.getAddress().getPort();
  }

  /// {@return where it listens, if it says so; with an API, once it has subscribed there}
  private URI listen(String... options) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("listen", "--port", "0"));
    words.addAll(Arrays.asList(options));
    listening.add(Thread.ofPlatform().start(() -> run(words)));
    if (words.contains("--json")) {
      Await.until(() -> !requests.isEmpty());
      return URI.create("");
    }
    Await.until(() -> !lines().isEmpty());
    return URI.create(lines().getFirst().replaceFirst("Listening on ([^ ;]*).*", "$1"));
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private int post(URI url, String id, String body, String signature) throws Exception {
    return http.send(
            HttpRequest.newBuilder(url)
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header("webhook-signature", signature)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private String signature(String id, String body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    String signed = id + "." + now.getEpochSecond() + "." + body;
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private int run(List<String> words) {
    return Main.run(words, printer(printed), printer(complaints));
  }

  private static PrintStream printer(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
