package dev.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.dispatch.core.Deadline;
import dev.millrace.dispatch.core.SendResult;
import dev.millrace.dispatch.http.SignedHttpSender;
import dev.millrace.dispatch.http.WebhookClient;
import dev.millrace.event.EventData;
import dev.millrace.event.WebhookEvent;
import dev.millrace.json.Json;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.NodeFolder;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.guard.AddressGuard;
import dev.millrace.webhook.guard.Cidr;
import dev.millrace.webhook.guard.UrlPolicy;
import dev.millrace.webhook.signing.Ed25519Key;
import dev.millrace.webhook.signing.EndpointSecret;
import dev.millrace.webhook.signing.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What goes over the line, judged by the libraries that receivers use. The endpoint's secret was
/// replaced a moment ago, so that the old one signs too, and Ed25519 beside them.
class OraclesTest {
  private static final Duration STALE = Duration.ofMinutes(6);
  private static final NodeFolder NODE = NodeFolder.at("system-tests/oracles");

  private final Instant now = Clock.systemUTC().instant();
  private final SecureRandom random = new SecureRandom();
  private final EndpointSecret old = WebhookSamples.SECRET;
  private final EndpointSecret current = EndpointSecret.generate(random);
  private final BlockingQueue<Webhook> received = new LinkedBlockingQueue<>();
  private final AddressGuard guard = new AddressGuard(List.of(Cidr.parse("127.0.0.0/8")));
  private final WebhookClient client = WebhookClient.create(guard);
  private final HttpServer receiver = receiver();

  OraclesTest() throws IOException {}

  /// A request as it came.
  ///
  /// @param headers names in lower case
  record Webhook(Map<String, String> headers, String body) {
    Webhook withBody(String other) {
      return new Webhook(headers, other);
    }

    Map<String, List<String>> headerLists() {
      return headers.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    }
  }

  /// A library that tells whether a webhook is genuine.
  enum Oracle {
    STANDARD_WEBHOOKS_FOR_JAVA {
      @Override
      boolean believes(String secret, Webhook webhook) throws Exception {
        try {
          new com.standardwebhooks.Webhook(secret).verify(webhook.body(), webhook.headerLists());
          return true;
        } catch (com.standardwebhooks.exceptions.WebhookVerificationException e) {
          return false;
        }
      }
    },
    SVIX_FOR_JAVA {
      @Override
      boolean believes(String secret, Webhook webhook) throws Exception {
        try {
          new com.svix.Webhook(secret).verify(webhook.body(), webhook.headerLists());
          return true;
        } catch (com.svix.exceptions.WebhookVerificationException e) {
          return false;
        }
      }
    },
    STANDARD_WEBHOOKS_FOR_NODE {
      @Override
      boolean believes(String secret, Webhook webhook) throws Exception {
        Assumptions.assumeTrue(NodeFolder.runsHere(), "Node is not installed");
        NODE.install();
        Process process = NODE.program("standardwebhooks.mjs", secret).start();
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
          stdin.write(Json.write(webhook));
        }
        int exit = process.waitFor();
        assertThat(exit).isBetween(0, 1);
        return exit == 0;
      }
    };

    abstract boolean believes(String secret, Webhook webhook) throws Exception;
  }

  @BeforeEach
  void start() {
    receiver.start();
  }

  @AfterEach
  void close() throws IOException {
    receiver.stop(0);
    client.close();
  }

  @ParameterizedTest
  @EnumSource
  void believesEachSecretOfARotationAndNoOther(Oracle oracle) throws Exception {
    Webhook webhook = sentAt(now);

    assertThat(oracle.believes(current.value(), webhook)).isTrue();
    assertThat(oracle.believes(old.value(), webhook)).isTrue();
    assertThat(oracle.believes(EndpointSecret.generate(random).value(), webhook)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void refusesAByteThatWasChanged(Oracle oracle) throws Exception {
    Webhook webhook = sentAt(now);
    String other = webhook.body().replaceFirst("up", "uq");

    assertThat(other).isNotEqualTo(webhook.body());
    assertThat(oracle.believes(current.value(), webhook.withBody(other))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void refusesATimestampThatIsSixMinutesOld(Oracle oracle) throws Exception {
    assertThat(oracle.believes(current.value(), sentAt(now.minus(STALE)))).isFalse();
    assertThat(oracle.believes(current.value(), sentAt(now.plus(STALE)))).isFalse();
  }

  private Webhook sentAt(Instant time) throws InterruptedException {
    WebhookEvent event =
        WebhookEvent.of(
            "evt_1", WebhookSamples.TENANT, "T#acme#U#up_1", now, new EventData.Ping("Grüße, up"));
    SendResult result =
        new SignedHttpSender(
                client,
                new UrlPolicy(guard, true),
                WebhookSamples.KEYS,
                new Deadline(Duration.ofSeconds(20), Duration.ZERO),
                new MovableClock(time))
            .send(endpoint(), event);
    assertThat(result.accepted()).isTrue();
    Webhook webhook = received.poll(1, TimeUnit.SECONDS);
    assertThat(webhook).isNotNull();
    return webhook;
  }

  private Endpoint endpoint() {
    String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
    Endpoint before = WebhookSamples.endpointAt(url, "ep_1", now);
    List<SigningKey> keys = List.of(current, Ed25519Key.generate(random));
    return before.rotated(
        keys.stream()
            .map(key -> WebhookSamples.KEYS.seal(before.tenantId(), before.id(), key))
            .toList(),
        now,
        Duration.ofHours(24));
  }

  private HttpServer receiver() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers =
                exchange.getRequestHeaders().entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            header -> header.getKey().toLowerCase(Locale.ROOT),
                            header -> header.getValue().getFirst()));
            received.add(new Webhook(headers, body));
            exchange.sendResponseHeaders(204, -1);
          }
        });
    return server;
  }
}
