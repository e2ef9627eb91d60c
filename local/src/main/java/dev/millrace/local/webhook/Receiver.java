package dev.millrace.local.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.local.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Takes webhooks on this machine and checks each before anybody sees it.
public final class Receiver implements AutoCloseable {
  /// Many times what Millrace sends.
  private static final int MAX_BODY_BYTES = 1 << 20;

  /// What a subscriber does with a request.
  @FunctionalInterface
  public interface Subscriber {
    /// {@return the status to answer with}
    ///
    /// @throws InterruptedException if the receiver is closed meanwhile
    int receive(Notice notice) throws InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Clock clock = Clock.systemUTC();
  private final Subscriber subscriber;
  private volatile Optional<WebhookSignature> signature = Optional.empty();

  /// Begins to listen on the loopback address.
  ///
  /// @param port 0 for any that is free
  /// @throws UncheckedIOException if the port is taken
  public Receiver(int port, Subscriber subscriber) {
    this.subscriber = subscriber;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on port " + port + ": " + e.getMessage(), e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  /// {@return where it listens}
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks");
  }

  /// Tells the endpoint's secret. Until then nothing is believed.
  ///
  /// @throws IllegalArgumentException if it is no such secret
  public void expect(String secret) {
    signature = Optional.of(new WebhookSignature(secret));
  }

  private void receive(HttpExchange exchange) throws IOException {
    Instant now = clock.instant();
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    try (exchange) {
      exchange.sendResponseHeaders(
          body.length > MAX_BODY_BYTES ? 413 : subscriber.receive(notice(exchange, body, now)), -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Notice notice(HttpExchange exchange, byte[] body, Instant now) {
    String id = header(exchange, "webhook-id");
    Verdict verdict =
        signature
            .map(check ->
                check.verdict(
                    id,
                    header(exchange, "webhook-timestamp"),
                    header(exchange, "webhook-signature"),
                    body,
                    now))
            .orElse(Verdict.FORGED);
    return new Notice(
        now,
        id,
        Json.find(new String(body, StandardCharsets.UTF_8)).orElseGet(Json::object),
        verdict);
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
