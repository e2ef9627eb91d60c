package dev.millrace.bench.webhook;

import dev.millrace.bench.Quantiles;
import dev.millrace.bench.Repository;
import dev.millrace.bench.webhook.Subscribers.Manner;
import dev.millrace.event.WebhookEvent;
import dev.millrace.local.LocalStack;
import dev.millrace.local.Services;
import dev.millrace.local.StackOptions;
import dev.millrace.local.demo.MillraceClient;
import dev.millrace.local.demo.MillraceClient.Answer;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.Outbox;
import dev.millrace.webhook.dynamodb.DynamoDeliveries;
import dev.millrace.webhook.dynamodb.DynamoOutbox;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The whole way of an event through a local stack: outbox, stream, relay, queue, dispatch, and the
/// subscribers' servers in this process.
final class Pipeline implements AutoCloseable {
  private static final int SANDBOXES = 4;
  private static final int PUBLISHERS = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final List<String> WORKERS = List.of("Relay", "WebhookDispatch");
  private static final Map<String, String> PARAMETERS =
      Map.of("WebhookAllowHttp", "true", "WebhookAllowedCidrs", "127.0.0.0/8");

  private final LocalStack stack;
  private final MillraceClient client;
  private final Outbox outbox;
  private final DynamoDeliveries deliveries;
  private final Subscribers subscribers;
  private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();

  /// Events that are measured together.
  private static final class Phase {
    private final double[] millis;
    private final CountDownLatch arrivals;

    private Phase(int events) {
      millis = new double[events];
      arrivals = new CountDownLatch(events);
    }

    private void await() throws InterruptedException {
      if (!arrivals.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(arrivals.getCount() + " events did not come");
      }
    }
  }

  /// An event on its way.
  private record Awaited(long publishedNanos, Phase phase, int place) {
    private void arrived() {
      phase.millis[place] = (System.nanoTime() - publishedNanos) / 1e6;
      phase.arrivals.countDown();
    }
  }

  /// How a burst went.
  record Burst(double perSecond, double workerSecondsPerThousand) {}

  private Pipeline(LocalStack stack) {
    this.stack = stack;
    this.client = new MillraceClient(stack.api(), LocalStack.API_KEY);
    Services services = stack.services();
    this.outbox =
        new DynamoOutbox(
            services.dynamoDb().client(services.credentials()),
            services.template().output("UploadsTable").orElseThrow(),
            services.template().surroundings().region());
    this.deliveries =
        new DynamoDeliveries(
            services.dynamoDb().client(services.credentials()),
            services.template().output("WebhooksTable").orElseThrow());
    this.subscribers = new Subscribers(this::arrived, Thread.ofVirtual().factory());
  }

  static Pipeline start() {
    StackOptions options =
        new StackOptions(
            Repository.locate("template.yaml"), PARAMETERS, 0, SANDBOXES, Optional.empty());
    return new Pipeline(LocalStack.start(options, (_, _) -> {}));
  }

  Services services() {
    return stack.services();
  }

  /// {@return the id of a further endpoint}
  String subscribe(Manner manner) throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:%d/".formatted(subscribers.add(manner)));
    Answer answer = client.createEndpoint(url, List.of());
    if (!answer.isSuccess()) {
      throw new IOException("no endpoint: " + answer.body());
    }
    return answer.body().path("id").asText();
  }

  void unsubscribe(String endpointId) throws IOException, InterruptedException {
    client.deleteEndpoint(endpointId);
  }

  /// Publishes events to the endpoints by turns, as fast as they are taken, and waits until they
  /// have come.
  Burst burst(List<String> endpoints, int events) throws InterruptedException {
    Phase phase = new Phase(events);
    double cpu = workerSeconds();
    long start = System.nanoTime();
    publish(
        events,
        i -> {
          String id = nextId();
          awaited.put(id, new Awaited(System.nanoTime(), phase, i));
          outbox.add(BenchEvents.event(id).onlyFor(endpoints.get(i % endpoints.size())));
        });
    phase.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Burst(events / seconds, (workerSeconds() - cpu) * 1000 / events);
  }

  /// {@return how long events took from when they were due to be published until they came, in
  /// milliseconds}
  Quantiles latency(List<String> endpoints, int perSecond, Duration length)
      throws InterruptedException {
    int events = Math.toIntExact(perSecond * length.toSeconds());
    Phase phase = new Phase(events);
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < events; i++) {
        long at = start + TimeUnit.SECONDS.toNanos(1) * i / perSecond;
        TimeUnit.NANOSECONDS.sleep(at - System.nanoTime());
        String id = nextId();
        String endpoint = endpoints.get(i % endpoints.size());
        awaited.put(id, new Awaited(at, phase, i));
        threads.execute(() -> outbox.add(BenchEvents.event(id).onlyFor(endpoint)));
      }
    }
    phase.await();
    return Quantiles.of(phase.millis);
  }

  /// Publishes events to an endpoint that will not take them, and waits until all have deliveries.
  void pileUp(String endpoint, int events) throws InterruptedException {
    publish(events - 1, _ -> outbox.add(BenchEvents.event(nextId()).onlyFor(endpoint)));
    WebhookEvent last = BenchEvents.event(nextId()).onlyFor(endpoint);
    outbox.add(last);
    String deliveryId = Delivery.of(last, endpoint, Instant.EPOCH).deliveryId();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (deliveries.find(deliveryId).isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the relay did not get through the backlog");
      }
      Thread.sleep(100);
    }
  }

  private interface Publication {
    void publish(int number);
  }

  private static void publish(int events, Publication publication) throws InterruptedException {
    Semaphore publishers = new Semaphore(PUBLISHERS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < events; i++) {
        int each = i;
        publishers.acquire();
        threads.execute(() -> {
          try {
            publication.publish(each);
          } finally {
            publishers.release();
          }
        });
      }
    }
  }

  private void arrived(String webhookId) {
    Awaited event = awaited.remove(webhookId);
    if (event != null) {
      event.arrived();
    }
  }

  private String nextId() {
    return "evt_bench" + number.incrementAndGet();
  }

  /// {@return user and system time of the processes of relay and dispatch so far}
  private double workerSeconds() {
    return stack.functions().all().stream()
        .filter(function -> WORKERS.contains(function.spec().id()))
        .flatMap(function -> function.processes().stream())
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .mapToDouble(time -> time.toNanos() / 1e9)
        .sum();
  }

  @Override
  public void close() {
    subscribers.close();
    client.close();
    stack.close();
  }
}
