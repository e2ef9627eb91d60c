package dev.millrace.bench.heavy;

import dev.millrace.local.LocalStack;
import dev.millrace.local.demo.MillraceClient;
import dev.millrace.local.demo.MillraceClient.Answer;
import dev.millrace.local.s3.S3Faults;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Sends files through a running stack while its S3 fails and its functions are killed, and counts
/// what comes of it.
public final class HeavyRun {
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final HeavyPlan plan;
  private final LocalStack stack;
  private final Path folder;
  private final PrintStream progress;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Instant start = Instant.now();

  /// @param folder for files that are about to be sent
  public HeavyRun(HeavyPlan plan, LocalStack stack, Path folder, PrintStream progress) {
    this.plan = plan;
    this.stack = stack;
    this.folder = folder;
    this.progress = progress;
  }

  /// Runs to the end: every file has ended or counts as stuck, is deleted, and its notices have
  /// come or count as missing.
  ///
  /// @throws IOException if the stack does not answer
  public HeavyTally run() throws IOException, InterruptedException {
    Map<String, Integer> before = failures();
    CountedFaults faults = new CountedFaults(plan);
    try (MillraceClient client = new MillraceClient(stack.api(), LocalStack.API_KEY);
        Ledger ledger = new Ledger(stack.services());
        Notices notices = new Notices()) {
      String endpoint = subscribe(client, notices);
      Sender sender = new Sender(client);
      stack.services().s3().failWith(faults);
      Killer killer = new Killer(stack.functions(), plan);
      try {
        sendAll(client, sender, ledger, faults, killer);
      } finally {
        stack.services().s3().failWith(S3Faults.NONE);
      }
      Duration took = Duration.between(start, Instant.now());
      progress.println("waiting for what is owed ...");
      int notErased = awaitErasure(ledger);
      Set<String> owed = owed(ledger);
      Set<String> missing = awaitNotices(owed, notices);
      client.deleteEndpoint(endpoint);
      return new HeavyTally(
          outcomes,
          took,
          killer.kills(),
          since(before),
          faults.requests(),
          faults.refusals(),
          faults.breaks(),
          sender.retries(),
          owed.size(),
          missing.size(),
          notices.received(),
          notices.forged(),
          notErased);
    }
  }

  private static String subscribe(MillraceClient client, Notices notices)
      throws IOException, InterruptedException {
    Answer endpoint = client.createEndpoint(notices.url(), List.of());
    if (!endpoint.isSuccess()) {
      throw new IOException("no webhook endpoint: " + endpoint);
    }
    notices.expect(endpoint.body().path("secret").asText());
    return endpoint.body().path("id").asText();
  }

  private void sendAll(
      MillraceClient client, Sender sender, Ledger ledger, CountedFaults faults, Killer killer)
      throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(plan.together())) {
      Thread ticker = Thread.ofVirtual().name("progress").start(() -> tell(faults, killer));
      List<Future<?>> all = new ArrayList<>();
      for (HeavyPlan.Item item : items()) {
        HeavyUpload upload =
            new HeavyUpload(item, folder, client, sender, ledger, killer, plan.patience());
        all.add(
            threads.submit(() -> {
              keep(upload.call());
              return upload;
            }));
      }
      try {
        for (Future<?> one : all) {
          one.get();
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("the run broke: " + e.getCause(), e.getCause());
      } finally {
        threads.shutdownNow();
        ticker.interrupt();
      }
    }
  }

  private List<HeavyPlan.Item> items() {
    List<HeavyPlan.Item> items = new ArrayList<>();
    for (int index = 0; index < plan.uploads(); index++) {
      items.add(plan.item(index));
      items.addAll(plan.beside(index));
    }
    return items;
  }

  private synchronized void keep(Outcome outcome) {
    outcomes.add(outcome);
    if (!outcome.completed()) {
      progress.println(outcome);
    }
  }

  private void tell(CountedFaults faults, Killer killer) {
    try {
      while (true) {
        Thread.sleep(PROGRESS_EVERY);
        progress.println(line(faults, killer));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // all have ended
    }
  }

  private synchronized String line(CountedFaults faults, Killer killer) {
    long bytes = outcomes.stream().mapToLong(Outcome::bytes).sum();
    return "%4d s: %d of %d ended, %d not completed, %.1f GB, %d kills, %d of %d requests to S3 failed"
        .formatted(
            Duration.between(start, Instant.now()).toSeconds(),
            outcomes.size(),
            items().size(),
            outcomes.stream().filter(outcome -> !outcome.completed()).count(),
            bytes / 1e9,
            killer.count(),
            faults.refusals() + faults.breaks(),
            faults.requests());
  }

  private int awaitErasure(Ledger ledger) throws InterruptedException {
    List<String> left =
        new ArrayList<>(
            outcomes.stream()
                .filter(outcome -> !outcome.uploadId().isEmpty() && !outcome.stuck())
                .map(Outcome::uploadId)
                .toList());
    Instant deadline = Instant.now().plus(plan.patience());
    while (!left.isEmpty() && Instant.now().isBefore(deadline)) {
      left.removeIf(ledger::erased);
      Thread.sleep(LOOK_EVERY);
    }
    return left.size();
  }

  /// What was owed at an upload's end, and what its deletion has added.
  private Set<String> owed(Ledger ledger) {
    Set<String> owed = new HashSet<>();
    for (Outcome outcome : outcomes) {
      owed.addAll(outcome.events());
      if (!outcome.uploadId().isEmpty()) {
        owed.addAll(ledger.events(outcome.uploadId()));
      }
    }
    return owed;
  }

  private Set<String> awaitNotices(Set<String> owed, Notices notices) throws InterruptedException {
    Instant deadline = Instant.now().plus(plan.patience());
    Set<String> missing = new HashSet<>(owed);
    missing.removeAll(notices.ids());
    while (!missing.isEmpty() && Instant.now().isBefore(deadline)) {
      Thread.sleep(LOOK_EVERY);
      missing.removeAll(notices.ids());
    }
    return missing;
  }

  private Map<String, Integer> failures() {
    Map<String, Integer> failures = new TreeMap<>();
    stack
        .functions()
        .all()
        .forEach(function ->
            function
                .failures()
                .forEach((type, number) -> failures.merge(type, number, Integer::sum)));
    return failures;
  }

  private Map<String, Integer> since(Map<String, Integer> before) {
    Map<String, Integer> failures = failures();
    before.forEach((type, number) -> failures.merge(type, -number, Integer::sum));
    failures.values().removeIf(number -> number == 0);
    return failures;
  }
}
