package dev.millrace.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.local.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An API and bucket that understand every file at once; names tell what becomes of them.
final class FakeMillrace implements AutoCloseable {
  private static final byte[] SECRET = "a secret of twenty-four b".getBytes(StandardCharsets.UTF_8);

  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final Map<String, Integer> polls = new ConcurrentHashMap<>();
  private final HttpServer server;
  private volatile URI subscriber = URI.create("http://127.0.0.1:1");
  private final AtomicInteger faults = new AtomicInteger(1);
  private final AtomicInteger created = new AtomicInteger();

  FakeMillrace() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (path.equals("/v1/webhook-endpoints")) {
      subscribe(exchange, Json.read(body));
    } else if (path.equals("/v1/uploads")) {
      create(exchange, Json.read(body));
    } else if (path.equals("/form")) {
      respond(exchange, body.contains("name=\"file\"; filename=") ? 201 : 400, "");
    } else if (path.equals("/form-no")) {
      respond(exchange, 403, "");
    } else if (path.equals("/text")) {
      respond(exchange, 200, "the text");
    } else if (path.endsWith("/result")) {
      result(exchange, path.replaceFirst("/v1/uploads/(.*)/result", "$1"));
    } else {
      status(exchange, path.substring("/v1/uploads/".length()));
    }
  }

  private void subscribe(HttpExchange exchange, JsonNode endpoint) throws IOException {
    if (faults.getAndDecrement() > 0) {
      respond(exchange, 503, "{}");
      return;
    }
    subscriber = URI.create(endpoint.path("url").asText());
    String secret = "whsec_" + Base64.getEncoder().encodeToString(SECRET);
    respond(exchange, 201, Json.write(Map.of("id", "ep_1", "secret", secret)));
  }

  private void create(HttpExchange exchange, JsonNode upload) throws IOException {
    String name = upload.path("filename").asText();
    if (name.endsWith(".exe")) {
      respond(exchange, 415, "{\"code\":\"unsupported_media_type\",\"detail\":\"not this\"}");
      return;
    }
    String id = "up_" + created.getAndIncrement();
    names.put(id, name);
    respond(
        exchange,
        201,
        """
        {"id":"%s","state":"CREATED","post":{"url":"%s/%s","fields":{"key":"k","policy":"p"}}}
        """
            .formatted(id, uri(), name.startsWith("unsent") ? "form-no" : "form"));
  }

  private void status(HttpExchange exchange, String id) throws IOException {
    String name = names.getOrDefault(id, "");
    if (polls.merge(id, 1, Integer::sum) == 1) {
      respond(
          exchange,
          200,
          "{\"state\":\"EXTRACTING\",\"version\":1,\"percent\":40,\"stage\":\"extracting\"}");
      return;
    }
    if (polls.getOrDefault(id, 0) == 2) {
      respond(exchange, 304, "");
      return;
    }
    String state = name.startsWith("bad") ? "FAILED" : "COMPLETED";
    respond(
        exchange,
        200,
        """
        {"state":"%s","terminal":true,"version":2,"percent":100,"detectedType":"text/plain"%s}
        """
            .formatted(
                state,
                name.startsWith("bad")
                    ? ",\"error\":{\"code\":\"corrupt\",\"message\":\"cannot be read\"}"
                    : ""));
    Thread.startVirtualThread(() -> notify(id, state, name.startsWith("forged")));
  }

  private void result(HttpExchange exchange, String id) throws IOException {
    if (names.getOrDefault(id, "").startsWith("bad")) {
      respond(exchange, 409, "{\"code\":\"no_result\"}");
      return;
    }
    respond(
        exchange,
        200,
        """
        {"pages":{"total":2},"chars":1234,"chunks":3,"text":{"href":"%s/text"},
         "summary":{"text":"%s"},"concepts":[{"name":"river","score":2.1},{"name":"old mill","score":1.9}],
         "labels":[{"id":"1","name":"tabby cat","probability":0.75,"description":"A striped cat."}],
         "groups":[{"name":"animal","probability":0.9},{"name":"food","probability":0.001}],
         "confidence":"HIGH"}
        """
            .formatted(uri(), "a long summary of it all ".repeat(8).strip()));
  }

  private void notify(String id, String state, boolean forged) {
    String body =
        "{\"type\":\"upload.%s\",\"data\":{\"uploadId\":\"%s\"}}"
            .formatted(state.toLowerCase(Locale.ROOT), id);
    String timestamp = String.valueOf(Instant.now().getEpochSecond());
    String signature = forged ? "v1,AAAA" : signature("evt_1." + timestamp + "." + body);
    try (HttpClient http = HttpClient.newHttpClient()) {
      http.send(
          HttpRequest.newBuilder(subscriber)
              .header("webhook-id", "evt_1")
              .header("webhook-timestamp", timestamp)
              .header("webhook-signature", signature)
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.discarding());
    } catch (IOException e) {
      // the subscriber has heard enough
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
      return "v1,"
          + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.getResponseBody().close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
