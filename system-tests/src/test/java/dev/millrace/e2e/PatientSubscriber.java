package dev.millrace.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A subscriber that notes when it heard of each event, and can take its time to answer.
final class PatientSubscriber implements AutoCloseable {
  private final Map<String, List<Instant>> heard = new ConcurrentHashMap<>();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final HttpServer server;
  private volatile CountDownLatch hurry = new CountDownLatch(0);
  private volatile Duration pause = Duration.ZERO;

  PatientSubscriber() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::receive);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /// {@return `webhook-id` of each event → when it came, the first time first}
  Map<String, List<Instant>> heard() {
    return heard;
  }

  /// {@return how often an event came that had come before}
  int duplicates() {
    return heard.values().stream().mapToInt(times -> times.size() - 1).sum();
  }

  /// Answers what comes from now on after a pause.
  void answerAfter(Duration time) {
    pause = time;
    hurry = new CountDownLatch(1);
  }

  /// {@return the events that came and have no answer yet}
  Set<String> unanswered() {
    return Set.copyOf(unanswered);
  }

  /// Answers whatever has come at once, and what comes.
  void answerAtOnce() {
    hurry.countDown();
  }

  private void receive(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestHeaders().getFirst("webhook-id");
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      unanswered.add(id);
      heard.computeIfAbsent(id, _ -> new CopyOnWriteArrayList<>()).add(Instant.now());
      boolean _ = hurry.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      exchange.sendResponseHeaders(204, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      unanswered.remove(id);
    }
  }

  @Override
  public void close() {
    answerAtOnce();
    server.stop(0);
  }
}
