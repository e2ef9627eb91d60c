package dev.millrace.bench.webhook;

import com.sun.management.OperatingSystemMXBean;
import dev.millrace.bench.Quantiles;
import dev.millrace.dispatch.core.Deadline;
import dev.millrace.dispatch.http.SignedHttpSender;
import dev.millrace.dispatch.http.WebhookClient;
import dev.millrace.event.WebhookEvent;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.guard.AddressGuard;
import dev.millrace.webhook.guard.Cidr;
import dev.millrace.webhook.guard.UrlPolicy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/// The stage that sends, all of it but the rows: by turns ours and the [Floor], to the same
/// subscribers, over as many connections, each request signed anew.
final class SendStage {
  private static final int SUBSCRIBERS = 4;
  private static final int CONNECTIONS = 32;

  private final Duration turn;
  private final int turns;

  /// @param turn how long each of the two sends before the other goes on
  /// @param turns how many each has, one more for warming up
  SendStage(Duration turn, int turns) {
    this.turn = turn;
    this.turns = turns;
  }

  /// What a turn came to.
  ///
  /// @param cpuMicros of the sender, a delivery
  record Rate(double perSecond, double cpuMicros) {}

  /// @param ours the median turn
  /// @param floor the median turn
  record Result(Rate ours, Rate floor) {}

  /// Sends a number of events, each for one connection.
  private interface Sender {
    void send(int connection, WebhookEvent event);
  }

  Result run() throws IOException, InterruptedException {
    AddressGuard guard = new AddressGuard(List.of(Cidr.parse("127.0.0.0/8")));
    try (SubscriberProcess subscribers = SubscriberProcess.start(SUBSCRIBERS);
        WebhookClient client = WebhookClient.create(guard)) {
      List<Endpoint> endpoints = subscribers.ports().stream().map(BenchEvents::endpointAt).toList();
      SignedHttpSender sender =
          new SignedHttpSender(
              client,
              new UrlPolicy(guard, true),
              BenchEvents.KEYS,
              new Deadline(Duration.ofSeconds(15), Duration.ofSeconds(15)),
              Clock.systemUTC());
      List<Floor> sockets =
          IntStream.range(0, CONNECTIONS)
              .mapToObj(
                  i -> new Floor(subscribers.ports().get(i % SUBSCRIBERS), BenchEvents.SECRETS))
              .toList();
      Sender ours =
          (connection, event) -> {
            if (!sender.send(endpoints.get(connection % SUBSCRIBERS), event).accepted()) {
              throw new IllegalStateException("the subscriber did not accept");
            }
          };
      Sender floor = (connection, event) -> sockets.get(connection).send(event);
      List<Rate> oursRates = new ArrayList<>();
      List<Rate> floorRates = new ArrayList<>();
      for (int i = 0; i <= turns; i++) {
        floorRates.add(turn(floor));
        oursRates.add(turn(ours));
      }
      sockets.forEach(Floor::close);
      return new Result(median(oursRates), median(floorRates));
    }
  }

  private Rate turn(Sender sender) throws InterruptedException {
    long end = System.nanoTime() + turn.toNanos();
    LongAdder sent = new LongAdder();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    List<Thread> all =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(connection ->
                Thread.startVirtualThread(() -> {
                  for (int i = 0; System.nanoTime() < end; i++) {
                    sender.send(connection, BenchEvents.event("evt_" + connection + "x" + i));
                    sent.increment();
                  }
                }))
            .toList();
    for (Thread thread : all) {
      thread.join();
    }
    return new Rate(
        sent.sum() / ((System.nanoTime() - start) / 1e9), (cpuNanos() - cpu) / 1e3 / sent.sum());
  }

  /// The first turn warms up.
  private static Rate median(List<Rate> rates) {
    List<Rate> warm = rates.subList(1, rates.size());
    return new Rate(
        Quantiles.of(warm.stream().mapToDouble(Rate::perSecond).toArray()).median(),
        Quantiles.of(warm.stream().mapToDouble(Rate::cpuMicros).toArray()).median());
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
