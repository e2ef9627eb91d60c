package dev.millrace.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A subscriber who believes nothing that the reference library of Standard Webhooks has not
/// verified, and keeps every notice that comes, repeated or not.
final class Subscriber implements AutoCloseable {
  private static final List<String> SUBJECTS =
      List.of("uploadId", "documentId", "thoughtId", "patternId");

  private final HttpServer server;
  private final List<Notice> notices = new CopyOnWriteArrayList<>();
  private final List<String> forged = new CopyOnWriteArrayList<>();
  private volatile String secret = "";

  Subscriber() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::receive);
    server.start();
  }

  /// One notice as it came.
  record Notice(String id, String type, JsonNode data) {}

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  void trust(String endpointSecret) {
    secret = endpointSecret;
  }

  /// {@return the notices of an upload, a text, a thought or a pattern, in the order in which they
  /// came}
  List<Notice> notices(String id) {
    return notices.stream()
        .filter(n -> SUBJECTS.stream().anyMatch(s -> n.data().path(s).asText().equals(id)))
        .toList();
  }

  /// {@return what came without a signature that is right}
  List<String> forged() {
    return forged;
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    HttpHeaders headers = HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true);
    int status = 204;
    try {
      new Webhook(secret).verify(body, headers.map());
      JsonNode notice = Json.tree(body);
      notices.add(
          new Notice(
              headers.firstValue("webhook-id").orElseThrow(),
              notice.path("type").asText(),
              notice.path("data")));
    } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
      forged.add(body);
      status = 401;
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
