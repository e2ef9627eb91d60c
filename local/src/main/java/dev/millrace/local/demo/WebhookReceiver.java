package dev.millrace.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.local.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A subscriber on this machine: takes notices of ended uploads and checks their signatures.
final class WebhookReceiver implements AutoCloseable {
  /// What it subscribes to.
  static final List<String> EVENT_TYPES =
      List.of(
          "upload.completed",
          "upload.partial",
          "upload.failed",
          "upload.rejected",
          "upload.cancelled",
          "upload.expired");

  /// A notice that came.
  ///
  /// @param type its type
  /// @param id its `webhook-id`
  /// @param verified whether its signature is right
  /// @param at when it came
  record Notice(String type, String id, boolean verified, Instant at) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, CompletableFuture<Notice>> notices = new ConcurrentHashMap<>();
  private volatile Optional<WebhookSignature> signature = Optional.empty();

  WebhookReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("The webhook receiver does not start", e);
    }
    server.setExecutor(threads);
    server.createContext("/webhooks", this::receive);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks");
  }

  /// Tells the secret that the endpoint was created with.
  void expect(String secret) {
    signature = Optional.of(new WebhookSignature(secret));
  }

  /// {@return the notice that an upload has ended, once it comes}
  CompletableFuture<Notice> notice(String uploadId) {
    return notices.computeIfAbsent(uploadId, _ -> new CompletableFuture<>());
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String id = header(exchange, "webhook-id");
    boolean verified =
        signature
            .filter(check ->
                check.verifies(
                    id,
                    header(exchange, "webhook-timestamp"),
                    header(exchange, "webhook-signature"),
                    body,
                    Instant.now()))
            .isPresent();
    JsonNode notice = Json.find(new String(body, StandardCharsets.UTF_8)).orElseGet(Json::object);
    notice(notice.path("data").path("uploadId").asText())
        .complete(new Notice(notice.path("type").asText(), id, verified, Instant.now()));
    exchange.sendResponseHeaders(verified ? 204 : 401, -1);
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
