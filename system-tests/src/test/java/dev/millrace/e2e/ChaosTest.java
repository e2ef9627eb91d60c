package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Many clients publish, and publish again under the same key what was not answered, while whoever
/// takes part is killed at random: each upload that was answered is told of, and a kill adds at
/// most one duplicate to an endpoint that is asked one thing at a time.
@Tag("system")
class ChaosTest {
  private static final int CLIENTS = 64;
  private static final int UPLOADS_EACH = Stack.LONG ? 16 : 3;
  private static final int UPLOADS = CLIENTS * UPLOADS_EACH;
  private static final int KILLS = Stack.LONG ? 60 : 16;
  private static final List<String> VICTIMS =
      List.of("WebhookDispatch", "Relay", "Sweeper", "Presign");
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /// Locks, leases and graces may have to run out one after the other.
  private static final Duration RECOVERY = Duration.ofMinutes(5);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Set<String> published = ConcurrentHashMap.newKeySet();
  private final AtomicInteger again = new AtomicInteger();

  @Test
  void nothingIsLostOrStuckAndAKillAddsAtMostOneDuplicate() throws Exception {
    try (PatientSubscriber subscriber = new PatientSubscriber();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      subscribe(subscriber);
      for (int client = 0; client < CLIENTS; client++) {
        String name = "chaos-" + client + "-";
        clients.execute(() -> publish(name));
      }
      Random random = new Random(20_261_123);
      int kills = 0;
      while (kills < KILLS) {
        Thread.sleep(500 + random.nextInt(1_500));
        kills += Stack.kill(VICTIMS.get(random.nextInt(VICTIMS.size())));
      }
      Stack.sweep();
      Stack.until(
          () -> published.size() == UPLOADS && subscriber.heard().size() >= UPLOADS, RECOVERY);

      System.out.printf(
          "chaos: %d kills, %d requests answered to %d clients, %d sent again; %d deliveries,"
              + " %d lost, %d duplicates%n",
          kills,
          published.size(),
          CLIENTS,
          again.get(),
          subscriber.heard().size(),
          UPLOADS - subscriber.heard().size(),
          subscriber.duplicates());
      assertThat(published).hasSize(UPLOADS);
      assertThat(subscriber.heard()).hasSize(UPLOADS);
      assertThat(subscriber.duplicates()).isLessThanOrEqualTo(kills);
    }
  }

  /// Publishes one upload after the other, each until it is answered.
  private void publish(String name) {
    try {
      for (int upload = 0; upload < UPLOADS_EACH; upload++) {
        while (!isPublished(name + upload)) {
          again.incrementAndGet();
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isPublished(String key) throws InterruptedException {
    try {
      HttpResponse<String> answer =
          post("/v1/uploads", Map.of("filename", key + ".txt", "size", 9), key);
      return answer.statusCode() == 201
          && published.add(Json.tree(answer.body()).path("id").asText());
    } catch (IOException e) {
      return false;
    }
  }

  private void subscribe(PatientSubscriber subscriber) throws IOException, InterruptedException {
    Map<String, Object> endpoint =
        Map.of(
            "url", subscriber.url().toString(),
            "eventTypes", List.of("upload.created"),
            "maxInFlight", 1);
    assertThat(post("/v1/webhook-endpoints", endpoint, "chaos").statusCode()).isEqualTo(201);
  }

  private HttpResponse<String> post(String path, Map<String, ?> body, String key)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(Stack.LOCAL.api() + path))
            .timeout(TIMEOUT)
            .header("authorization", "Bearer " + "mk_" + Stack.CROWD)
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
