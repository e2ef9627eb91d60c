package dev.millrace.dispatch.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.millrace.dispatch.core.Deadline;
import dev.millrace.dispatch.core.SendError;
import dev.millrace.dispatch.core.SendResult;
import dev.millrace.dispatch.core.SendResult.Answered;
import dev.millrace.dispatch.core.SendResult.Unanswered;
import dev.millrace.dispatch.http.CheckedNames.Lookup;
import dev.millrace.dispatch.http.Receiver.Answer;
import dev.millrace.dispatch.http.Receiver.Request;
import dev.millrace.event.WebhookEvent;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointLimits;
import dev.millrace.webhook.EndpointSettings;
import dev.millrace.webhook.guard.AddressGuard;
import dev.millrace.webhook.guard.Cidr;
import dev.millrace.webhook.guard.UrlPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SignedHttpSenderTest {
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final int KEPT = 16 * 1024;

  private final Clock clock = Clock.systemUTC();
  private final AddressGuard local = new AddressGuard(List.of(Cidr.parse("127.0.0.0/8")));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final WebhookClient client = WebhookClient.create(local);
  private final WebhookEvent event =
      WebhookSamples.event("evt_01", Instant.parse("2026-01-01T00:00:00Z"));

  @AfterEach
  void close() throws IOException {
    client.close();
    threads.shutdownNow();
  }

  @Test
  void sendsTheEventAsItIsWithHeadersThatTheReferenceLibraryAccepts() {
    try (Receiver receiver = new Receiver(Answer.of(200, "thanks"))) {
      SendResult result = send(receiver.url("/hook?a=b"));

      assertThat(status(result)).isEqualTo(200);
      assertThat(result.exchange().responseBody()).isEqualTo("thanks");
      assertThat(result.exchange().requestHeaders())
          .containsEntry("webhook-id", "evt_01")
          .containsKeys("webhook-timestamp", "webhook-signature");
      Request request = receiver.requests().getFirst();
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.path()).isEqualTo("/hook?a=b");
      assertThat(request.body()).isEqualTo(event.body());
      assertThat(request.header("Webhook-id")).isEqualTo("evt_01");
      assertThat(request.header("Content-type")).startsWith("application/json");
      assertThat(request.header("User-agent")).isEqualTo("Millrace-Webhooks/1");
      assertThat(request.headers()).doesNotContainKeys("Accept-encoding", "Cookie");
      assertThatCode(() -> verify(request, request.body())).doesNotThrowAnyException();
      assertThatThrownBy(() -> verify(request, request.body().replace("up_01", "up_02")))
          .isInstanceOf(WebhookVerificationException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 301, 400, 410, 500})
  void everyAnswerIsAnAnswer(int status) {
    try (Receiver receiver = new Receiver(Answer.of(status, ""))) {
      assertThat(status(send(receiver.url("/")))).isEqualTo(status);
    }
  }

  @Test
  void redirectsAreNotFollowed() {
    try (Receiver inside = new Receiver(Answer.of(200, ""));
        Receiver receiver =
            new Receiver(exchange -> {
              exchange.getResponseHeaders().add("Location", inside.url("/internal"));
              exchange.sendResponseHeaders(307, -1);
            })) {
      assertThat(status(send(receiver.url("/")))).isEqualTo(307);
      assertThat(inside.requests()).isEmpty();
    }
  }

  @Test
  void aFailureIsNotRetriedBehindOurBackAndCookiesAreNotKept() {
    try (Receiver receiver =
        new Receiver(exchange -> {
          exchange.getResponseHeaders().add("Set-Cookie", "session=1");
          exchange.getResponseHeaders().add("Retry-After", "7");
          exchange.sendResponseHeaders(503, -1);
        })) {
      SendResult result = send(receiver.url("/"));
      assertThat(result)
          .isInstanceOfSatisfying(
              Answered.class,
              answer -> assertThat(answer.retryAfter()).contains(Duration.ofSeconds(7)));
      assertThat(result.exchange().responseHeaders()).containsEntry("Retry-after", "7");
      assertThat(receiver.requests()).hasSize(1);

      send(receiver.url("/"));
      assertThat(receiver.requests().getLast().headers()).doesNotContainKey("Cookie");
    }
  }

  @Test
  void aConnectionIsUsedAgain() {
    List<Integer> ports = new CopyOnWriteArrayList<>();
    try (Receiver receiver =
        new Receiver(exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          Answer.of(200, "ok").to(exchange);
        })) {
      send(receiver.url("/"));
      send(receiver.url("/"));
      assertThat(ports).hasSize(2).containsOnly(ports.getFirst());
    }
  }

  @Test
  void aBodyThatDripsIsCutAtTheDeadline() {
    try (Receiver receiver =
        new Receiver(exchange -> {
          exchange.sendResponseHeaders(200, 0);
          drip(exchange.getResponseBody());
        })) {
      long start = System.nanoTime();

      assertThat(error(send(receiver.url("/")))).contains(SendError.TIMED_OUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.multipliedBy(3));
    }
  }

  @Test
  void aServerThatNeverAnswersIsLeftAtTheDeadline() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/";

      assertThat(error(send(url))).contains(SendError.TIMED_OUT);
    }
  }

  @Test
  void ofAHugeBodyOnlyTheBeginningIsRead() {
    AtomicInteger written = new AtomicInteger();
    int huge = 64 * 1024 * 1024;
    try (Receiver receiver =
        new Receiver(exchange -> {
          exchange.sendResponseHeaders(200, huge);
          byte[] block = "x".repeat(KEPT).getBytes(UTF_8);
          while (written.addAndGet(block.length) < huge) {
            exchange.getResponseBody().write(block);
          }
        })) {
      assertThat(send(receiver.url("/")))
          .isInstanceOfSatisfying(
              Answered.class, answer -> assertThat(answer.exchange().responseBody()).hasSize(KEPT));
      assertThat(written.get()).isLessThan(huge);
    }
  }

  @Test
  void anAnswerThatIsCutIsNoAnswer() {
    try (Receiver receiver =
        new Receiver(exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
        })) {
      assertThat(error(send(receiver.url("/")))).contains(SendError.CONNECTION_BROKEN);
    }
  }

  @Test
  void aServerThatIsDownIsAConnectionThatFailed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThat(error(send("http://127.0.0.1:" + port + "/"))).contains(SendError.CONNECTION_FAILED);
  }

  @Test
  void aServerWithoutTlsIsNoHttpsServer() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> speakPlainly(plain));

      assertThat(error(send("https://127.0.0.1:" + plain.getLocalPort() + "/")))
          .contains(SendError.TLS_FAILED);
    }
  }

  // Where nothing may be sent to

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://[::ffff:7f00:1]:%d/",
        "http://2130706433:%d/",
        "http://0x7f.1:%d/",
        "http://127.1:%d/",
        "http://0.0.0.0:%d/",
        "http://user:pw@127.0.0.1:%d/"
      })
  void aUrlThatPointsInsideIsRefused(String url) {
    try (Receiver receiver = new Receiver(Answer.of(200, ""))) {
      assertThat(error(guarded(InetAddress::getAllByName, url.formatted(receiver.port()))))
          .contains(SendError.URL_REFUSED);
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.testing.HostileTargets#urls")
  void noHostileUrlIsEvenLookedUp(String url) throws IOException {
    AddressGuard guard = new AddressGuard(List.of());
    Lookup nobody =
        host -> {
          throw new AssertionError(host + " was looked up");
        };
    try (WebhookClient strict = client(guard, nobody)) {
      assertThat(error(sender(strict, new UrlPolicy(guard, false)).send(at(url), event)))
          .contains(SendError.URL_REFUSED);
    }
  }

  @ParameterizedTest
  @FieldSource("dev.millrace.testing.HostileTargets#ADDRESSES")
  void noNameLeadsToAnAddressThatIsNotPublic(String address) {
    assertThat(error(guarded(names("8.8.8.8", address), "https://hooks.example.com/")))
        .contains(SendError.ADDRESS_REFUSED);
  }

  @Test
  void aNameThatPointsInsideIsRefused() {
    try (Receiver receiver = new Receiver(Answer.of(200, ""))) {
      String url = "http://inside.example.com:" + receiver.port() + "/";

      assertThat(error(guarded(names("8.8.8.8", "127.0.0.1"), url)))
          .contains(SendError.ADDRESS_REFUSED);
      assertThat(receiver.requests()).isEmpty();
    }
  }

  /// The name is public when it is looked at and private when it is called.
  @Test
  void aNameThatChangesIsCheckedAtEachCall() {
    AtomicInteger calls = new AtomicInteger();
    try (Receiver receiver = new Receiver(Answer.of(200, ""))) {
      Lookup rebinding = name(() -> calls.getAndIncrement() == 0 ? "192.0.3.1" : "127.0.0.1");
      String url = "http://rebind.example.com:" + receiver.port() + "/";

      guarded(rebinding, url);
      SendResult second = guarded(rebinding, url);

      assertThat(error(second)).contains(SendError.ADDRESS_REFUSED);
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void aLiteralGoesThroughTheSameGuard() throws Exception {
    try (Receiver receiver = new Receiver(Answer.of(200, ""));
        WebhookClient strict = WebhookClient.create(new AddressGuard(List.of()))) {
      SendResult result =
          sender(strict, new UrlPolicy(local, true)).send(at(receiver.url("/")), event);

      assertThat(error(result)).contains(SendError.ADDRESS_REFUSED);
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void aNameThatNobodyKnowsIsUnknown() {
    Lookup nobody =
        host -> {
          throw new UnknownHostException(host);
        };

    assertThat(error(guarded(nobody, "http://nobody.example.com/")))
        .contains(SendError.NAME_UNKNOWN);
  }

  // What an endpoint may decide for itself

  @Test
  void ownHeadersAreSentButTheirValuesNotKept() {
    Map<String, String> own = Map.of("Authorization", "Bearer sesame", "X-Mill", "2");
    try (Receiver receiver = new Receiver(Answer.of(200, ""))) {
      Endpoint plain = at(receiver.url("/"));
      Endpoint endpoint =
          plain.with(
              new EndpointSettings(
                  plain.url(),
                  plain.eventTypes(),
                  null,
                  WebhookSamples.KEYS.seal(plain.tenantId(), plain.id(), own),
                  EndpointLimits.NONE));

      SendResult result = sender(client, new UrlPolicy(local, true)).send(endpoint, event);

      Request request = receiver.requests().getFirst();
      assertThat(request.header("Authorization")).isEqualTo("Bearer sesame");
      assertThat(request.header("X-mill")).isEqualTo("2");
      assertThat(result.exchange().requestHeaders())
          .containsEntry("Authorization", "…")
          .containsEntry("X-Mill", "…");
      assertThat(endpoint.toString()).doesNotContain("sesame");
    }
  }

  @Test
  void anEndpointsOwnDeadlineHolds() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Endpoint plain = at("http://127.0.0.1:" + silent.getLocalPort() + "/");
      Endpoint patient =
          plain.with(
              new EndpointSettings(
                  plain.url(),
                  plain.eventTypes(),
                  null,
                  null,
                  new EndpointLimits(null, 2, null, null)));
      long start = System.nanoTime();

      SendResult result = sender(client, new UrlPolicy(local, true)).send(patient, event);

      assertThat(error(result)).contains(SendError.TIMED_OUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(6));
    }
  }

  @Test
  void headersThatDripAreCutAtTheDeadline() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> {
        try (Socket connection = server.accept()) {
          drip(connection.getOutputStream());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });

      assertThat(error(send("http://127.0.0.1:" + server.getLocalPort() + "/")))
          .contains(SendError.TIMED_OUT);
    }
  }

  private static Optional<SendError> error(SendResult result) {
    return result instanceof Unanswered(SendError error, _) ? Optional.of(error) : Optional.empty();
  }

  private static int status(SendResult result) {
    return result instanceof Answered(int status, _, _) ? status : 0;
  }

  private SendResult send(String url) {
    return sender(client, new UrlPolicy(local, true)).send(at(url), event);
  }

  private SendResult guarded(Lookup lookup, String url) {
    AddressGuard guard = new AddressGuard(List.of());
    try (WebhookClient strict = client(guard, lookup)) {
      return sender(strict, new UrlPolicy(guard, true)).send(at(url), event);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private SignedHttpSender sender(WebhookClient http, UrlPolicy policy) {
    return new SignedHttpSender(
        http, policy, WebhookSamples.KEYS, new Deadline(DEADLINE, Duration.ofSeconds(1)), clock);
  }

  private static Endpoint at(String url) {
    return WebhookSamples.endpointAt(url, "ep_1", Instant.EPOCH);
  }

  private static void verify(Request request, String body) throws Exception {
    Map<String, List<String>> headers =
        request.headers().entrySet().stream()
            .collect(
                Collectors.toMap(e -> e.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    new Webhook(WebhookSamples.SECRET.value())
        .verify(body, HttpHeaders.of(headers, (_, _) -> true));
  }

  private static void speakPlainly(ServerSocket server) {
    try (Socket connection = server.accept()) {
      connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void drip(OutputStream body) throws IOException {
    for (int i = 0; i < 100; i++) {
      body.write('x');
      body.flush();
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static WebhookClient client(AddressGuard guard, Lookup lookup) {
    return new WebhookClient(
        new CheckedNames(lookup, guard), (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  private static Lookup names(String... addresses) {
    return _ -> Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }

  private static Lookup name(Supplier<String> address) {
    return _ -> new InetAddress[] {InetAddress.ofLiteral(address.get())};
  }
}
