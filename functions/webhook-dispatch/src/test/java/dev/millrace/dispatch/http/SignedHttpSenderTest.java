package dev.millrace.dispatch.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.millrace.dispatch.core.SendError;
import dev.millrace.dispatch.core.SendResult;
import dev.millrace.dispatch.core.SendResult.Answered;
import dev.millrace.dispatch.core.SendResult.Unanswered;
import dev.millrace.dispatch.http.Receiver.Answer;
import dev.millrace.dispatch.http.Receiver.Request;
import dev.millrace.event.WebhookEvent;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.AddressGuard;
import dev.millrace.webhook.Cidr;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.UrlPolicy;
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
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SignedHttpSenderTest {
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final int KEPT = 16 * 1024;

  private final Clock clock = Clock.systemUTC();
  private final AddressGuard local = new AddressGuard(List.of(Cidr.parse("127.0.0.0/8")));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CloseableHttpClient client = WebhookClients.create(local);
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

      assertThat(result).isEqualTo(new Answered(200, "thanks", Optional.empty()));
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
      assertThat(send(receiver.url("/"))).isEqualTo(new Answered(status, "", Optional.empty()));
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
      assertThat(send(receiver.url("/"))).isEqualTo(new Answered(307, "", Optional.empty()));
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
      assertThat(send(receiver.url("/")))
          .isEqualTo(new Answered(503, "", Optional.of(Duration.ofSeconds(7))));
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

      assertThat(send(receiver.url("/"))).isEqualTo(new Unanswered(SendError.TIMED_OUT));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.multipliedBy(3));
    }
  }

  @Test
  void aServerThatNeverAnswersIsLeftAtTheDeadline() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/";

      assertThat(send(url)).isEqualTo(new Unanswered(SendError.TIMED_OUT));
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
              Answered.class, answer -> assertThat(answer.body()).hasSize(KEPT));
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
      assertThat(send(receiver.url("/"))).isEqualTo(new Unanswered(SendError.CONNECTION_BROKEN));
    }
  }

  @Test
  void aServerThatIsDownIsAConnectionThatFailed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThat(send("http://127.0.0.1:" + port + "/"))
        .isEqualTo(new Unanswered(SendError.CONNECTION_FAILED));
  }

  @Test
  void aServerWithoutTlsIsNoHttpsServer() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> speakPlainly(plain));

      assertThat(send("https://127.0.0.1:" + plain.getLocalPort() + "/"))
          .isEqualTo(new Unanswered(SendError.TLS_FAILED));
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
      assertThat(guarded(SystemDefaultDnsResolver.INSTANCE, url.formatted(receiver.port())))
          .isEqualTo(new Unanswered(SendError.URL_REFUSED));
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void aNameThatPointsInsideIsRefused() {
    try (Receiver receiver = new Receiver(Answer.of(200, ""))) {
      String url = "http://inside.example.com:" + receiver.port() + "/";

      assertThat(guarded(names("8.8.8.8", "127.0.0.1"), url))
          .isEqualTo(new Unanswered(SendError.ADDRESS_REFUSED));
      assertThat(receiver.requests()).isEmpty();
    }
  }

  /// The name is public when it is looked at and private when it is called.
  @Test
  void aNameThatChangesIsCheckedAtEachCall() {
    AtomicInteger calls = new AtomicInteger();
    try (Receiver receiver = new Receiver(Answer.of(200, ""))) {
      DnsResolver rebinding =
          resolver(() -> calls.getAndIncrement() == 0 ? "192.0.3.1" : "127.0.0.1");
      String url = "http://rebind.example.com:" + receiver.port() + "/";

      guarded(rebinding, url);
      SendResult second = guarded(rebinding, url);

      assertThat(second).isEqualTo(new Unanswered(SendError.ADDRESS_REFUSED));
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void aLiteralGoesThroughTheSameGuard() throws Exception {
    try (Receiver receiver = new Receiver(Answer.of(200, ""));
        CloseableHttpClient strict = WebhookClients.create(new AddressGuard(List.of()))) {
      SendResult result =
          sender(strict, new UrlPolicy(local, true)).send(at(receiver.url("/")), event);

      assertThat(result).isEqualTo(new Unanswered(SendError.ADDRESS_REFUSED));
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void aNameThatNobodyKnowsIsUnknown() {
    DnsResolver nobody =
        resolver(() -> {
          throw new UnknownHostException("nobody");
        });

    assertThat(guarded(nobody, "http://nobody.example.com/"))
        .isEqualTo(new Unanswered(SendError.NAME_UNKNOWN));
  }

  private SendResult send(String url) {
    return sender(client, new UrlPolicy(local, true)).send(at(url), event);
  }

  private SendResult guarded(DnsResolver upstream, String url) {
    AddressGuard guard = new AddressGuard(List.of());
    try (CloseableHttpClient strict = WebhookClients.create(guard, upstream)) {
      return sender(strict, new UrlPolicy(guard, true)).send(at(url), event);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private SignedHttpSender sender(CloseableHttpClient http, UrlPolicy policy) {
    return new SignedHttpSender(http, policy, DEADLINE, threads, clock);
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

  private static DnsResolver names(String... addresses) {
    return new FixedNames(() -> {
      InetAddress[] all = new InetAddress[addresses.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = InetAddress.ofLiteral(addresses[i]);
      }
      return all;
    });
  }

  private static DnsResolver resolver(Lookup lookup) {
    return new FixedNames(() -> new InetAddress[] {InetAddress.ofLiteral(lookup.address())});
  }

  private interface Lookup {
    String address() throws UnknownHostException;
  }

  private interface Lookups {
    InetAddress[] addresses() throws UnknownHostException;
  }

  private record FixedNames(Lookups lookups) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return lookups.addresses();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
