package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.local.demo.MillraceClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whoever carries a notice may be killed at any moment; the notice arrives all the same.
@Tag("system")
class KilledDeliveryTest {
  private static final int UPLOADS = 3;

  @Test
  void aNoticeWhoseSenderIsKilledComesAgainUnderTheSameId()
      throws IOException, InterruptedException {
    CountDownLatch sending = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    CountDownLatch again = new CountDownLatch(2);
    CopyOnWriteArrayList<String> ids = new CopyOnWriteArrayList<>();
    HttpServer server =
        serve(exchange -> {
          ids.add(exchange.getRequestHeaders().getFirst("webhook-id"));
          again.countDown();
          if (again.getCount() == 1) {
            sending.countDown();
            await(killed);
          }
          exchange.sendResponseHeaders(204, -1);
        });
    try {
      subscribe(server, "upload.created");
      create();
      await(sending);

      Stack.kill("WebhookDispatch");
      killed.countDown();

      await(again);
      assertThat(ids).hasSize(2).containsOnly(ids.getFirst());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void noticesWhoseRelayIsKilledAreRelayedAllTheSame() throws IOException, InterruptedException {
    CountDownLatch arrived = new CountDownLatch(UPLOADS);
    CopyOnWriteArrayList<String> ids = new CopyOnWriteArrayList<>();
    HttpServer server =
        serve(exchange -> {
          if (ids.addIfAbsent(exchange.getRequestHeaders().getFirst("webhook-id"))) {
            arrived.countDown();
          }
          exchange.sendResponseHeaders(204, -1);
        });
    try {
      subscribe(server, "upload.created");
      for (int i = 0; i < UPLOADS; i++) {
        create();
        Stack.kill("Relay");
      }

      await(arrived);
    } finally {
      server.stop(0);
    }
  }

  private interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  private static HttpServer serve(Answering answering) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            answering.answer(exchange);
          }
        });
    server.start();
    return server;
  }

  private static void subscribe(HttpServer server, String type)
      throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    Answer endpoint = Stack.CLIENT.createEndpoint(url, List.of(type));
    assertThat(endpoint.status()).isEqualTo(201);
  }

  private static void create() throws IOException, InterruptedException {
    assertThat(Stack.CLIENT.createUpload("never-sent.pdf", "application/pdf", 42).status())
        .isEqualTo(201);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
