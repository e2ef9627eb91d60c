package dev.millrace.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.local.json.Json;
import dev.millrace.local.lambda.InvocationResult.Answered;
import dev.millrace.local.lambda.InvocationResult.Failed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Lambda's Runtime API for one sandbox, which takes one invocation at a time.
final class RuntimeApi implements AutoCloseable {
  static final int PAYLOAD_LIMIT = 6 * 1024 * 1024;
  private static final String PATH = "/2018-06-01/runtime/";

  private record Work(
      Invocation invocation, Instant deadline, CompletableFuture<InvocationResult> result) {}

  private final String functionArn;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Work> waiting = new LinkedBlockingQueue<>(1);
  private final CompletableFuture<InvocationResult> initialized = new CompletableFuture<>();
  private volatile @Nullable Work current;

  RuntimeApi(String functionArn) {
    this.functionArn = functionArn;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("The Runtime API does not start", e);
    }
    server.setExecutor(threads);
    server.createContext(PATH, this::handle);
    server.start();
  }

  /// {@return where the runtime finds this API: host and port}
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// {@return completes when the function has started, or has failed to}
  CompletableFuture<InvocationResult> initialized() {
    return initialized;
  }

  /// Hands an invocation to the function.
  CompletableFuture<InvocationResult> offer(Invocation invocation, Instant deadline) {
    Work work = new Work(invocation, deadline, new CompletableFuture<>());
    current = work;
    waiting.add(work);
    return work.result();
  }

  /// Ends whatever is under way.
  void fail(Failed failure) {
    initialized.complete(failure);
    Work work = current;
    if (work != null) {
      work.result().complete(failure);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().substring(PATH.length()).split("/", -1);
    String operation = path[path.length - 1];
    try {
      switch (operation) {
        case "next" -> next(exchange);
        case "response" -> finished(exchange, path[1], answer(body(exchange)));
        case "error" -> {
          Failed failure = failure(body(exchange));
          if (path[0].equals("init")) {
            initialized.complete(failure);
            respond(exchange, 202);
          } else {
            finished(exchange, path[1], failure);
          }
        }
        default -> respond(exchange, 404);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close(); // this API is closed, and so is the connection
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    initialized.complete(new Answered(""));
    Work work = waiting.take();
    byte[] payload = work.invocation().payload().getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", work.invocation().requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(work.deadline().toEpochMilli()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    headers.set("Lambda-Runtime-Trace-Id", work.invocation().traceHeader());
    exchange.sendResponseHeaders(200, payload.length == 0 ? -1 : payload.length);
    exchange.getResponseBody().write(payload);
    exchange.getResponseBody().close();
  }

  private void finished(HttpExchange exchange, String requestId, InvocationResult result)
      throws IOException {
    Work work = current;
    if (work == null || !work.invocation().requestId().equals(requestId)) {
      respond(exchange, 400);
      return;
    }
    respond(exchange, 202);
    work.result().complete(result);
  }

  private static InvocationResult answer(String body) {
    return body.length() > PAYLOAD_LIMIT
        ? new Failed(
            "Function.ResponseSizeTooLarge",
            "Response payload size exceeded maximum allowed payload size (6291556 bytes).")
        : new Answered(body);
  }

  private static Failed failure(String body) {
    JsonNode error = Json.find(body).orElseGet(Json::object);
    return new Failed(
        error.path("errorType").asText("Unhandled"), error.path("errorMessage").asText(body));
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void respond(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
