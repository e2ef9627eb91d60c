package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.Services;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Those who deliver are killed over a backlog; all of it arrives, and what was in flight comes
/// again soon, under the same id.
@Tag("system")
class KilledDeliveryTest {
  private static final int EVENTS = Stack.LONG ? 2_000 : 400;
  private static final int KILLS = 7;
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(3);

  /// How many attempts one process makes at a time.
  private static final int BATCH = 10;

  /// So slow that a backlog builds up, and not so slow that an attempt fails.
  private static final Duration SLOW = Duration.ofSeconds(1);

  private static final Duration SILENCE = Duration.ofMinutes(1);

  /// The lease of an attempt, the pause between sweeps, and a second. In the short form also what
  /// starting processes anew takes on a busy machine; without the lease it would be the two minutes
  /// that a message may take.
  private static final Duration SOON = Duration.ofSeconds(8 + 5 + (Stack.LONG ? 1 : 17));

  @Test
  void whatWasInFlightComesAgainWithinALease() throws IOException, InterruptedException {
    try (Backlog backlog = new Backlog("killed-once")) {
      PatientSubscriber subscriber = backlog.subscriber();
      Stack.sweep();
      subscriber.answerAfter(SLOW);
      backlog.publish(EVENTS);
      Stack.until(() -> subscriber.unanswered().size() > BATCH);
      subscriber.answerAfter(SILENCE);
      Thread.sleep(SLOW.multipliedBy(2)); // what had an answer coming is recorded
      Stack.until(() -> subscriber.unanswered().size() >= BATCH / 2);

      Instant killed = Instant.now();
      int processes = Stack.kill("WebhookDispatch");
      Set<String> inFlight = subscriber.unanswered();
      int waiting = EVENTS - subscriber.heard().size();
      subscriber.answerAtOnce();
      Stack.until(() -> inFlight.stream().anyMatch(id -> times(subscriber, id).size() > 1));
      Duration wait = Duration.between(killed, again(subscriber, inFlight));
      Stack.until(() -> subscriber.heard().size() == EVENTS);
      Stack.until(() -> ended(backlog));

      System.out.printf(
          "backlog: %d of %d events waiting, %d processes killed with %d in flight: %d lost,"
              + " %d twice, first of them again after %.1f s, all after %.1f s%n",
          waiting,
          EVENTS,
          processes,
          inFlight.size(),
          EVENTS - subscriber.heard().size(),
          subscriber.duplicates(),
          wait.toMillis() / 1000.0,
          Duration.between(killed, Instant.now()).toMillis() / 1000.0);
      assertThat(twice(subscriber)).allMatch(inFlight::contains);
      assertThat(subscriber.duplicates()).isLessThanOrEqualTo(inFlight.size());
      assertThat(wait).isLessThanOrEqualTo(SOON);
      assertThat(backlog.rows()).allMatch(KilledDeliveryTest::deliveredAtOnce);
    }
  }

  /// Meanwhile all messages that wait are received too often, as by workers that die at once: so
  /// SQS moves them to the dead letters.
  @Test
  void aCrashLoopIsNoFailureOfTheEndpoint() throws IOException, InterruptedException {
    try (Backlog backlog = new Backlog("killed-often")) {
      PatientSubscriber subscriber = backlog.subscriber();
      Thread publisher = Thread.startVirtualThread(() -> backlog.publish(EVENTS));
      Stack.until(() -> subscriber.heard().size() > EVENTS / 20);
      Stack.sweep();
      AtomicBoolean looping = new AtomicBoolean(true);
      AtomicInteger deadLetters = new AtomicInteger();
      Thread thief = Thread.startVirtualThread(() -> wearOut(looping, deadLetters));
      int processes = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        processes += Stack.kill("WebhookDispatch");
        Thread.sleep(BETWEEN_KILLS);
      }
      looping.set(false);
      thief.join();
      publisher.join();
      Stack.sweep();
      Stack.until(() -> subscriber.heard().size() == EVENTS);
      Stack.until(() -> ended(backlog));

      System.out.printf(
          "crash loop: %d kills, %d processes, up to %d dead letters: %d of %d events lost,"
              + " %d twice%n",
          KILLS,
          processes,
          deadLetters.get(),
          EVENTS - subscriber.heard().size(),
          EVENTS,
          subscriber.duplicates());
      assertThat(deadLetters).hasPositiveValue();
      assertThat(subscriber.duplicates()).isLessThanOrEqualTo(processes * BATCH);
      assertThat(backlog.rows()).allMatch(KilledDeliveryTest::deliveredAtOnce);
    }
  }

  /// No death of a worker counts as a refusal.
  private static boolean deliveredAtOnce(Delivery row) {
    return row.state() == DeliveryState.DELIVERED && row.attempt() == 1;
  }

  private static boolean ended(Backlog backlog) {
    List<Delivery> rows = backlog.rows();
    return rows.size() == EVENTS && rows.stream().allMatch(row -> row.state().terminal());
  }

  private static List<Instant> times(PatientSubscriber subscriber, String id) {
    return Objects.requireNonNull(subscriber.heard().get(id));
  }

  private static Instant again(PatientSubscriber subscriber, Set<String> inFlight) {
    return inFlight.stream()
        .map(id -> times(subscriber, id))
        .filter(times -> times.size() > 1)
        .map(times -> times.get(1))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private static List<String> twice(PatientSubscriber subscriber) {
    return subscriber.heard().entrySet().stream()
        .filter(times -> times.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void wearOut(AtomicBoolean looping, AtomicInteger deadLetters) {
    Services services = Stack.LOCAL.services();
    SqsClient sqs = services.sqs().client(services.credentials());
    String queue = services.template().output("DeliveriesQueueUrl").orElseThrow();
    String letters =
        Objects.requireNonNull(
            Stack.function("Sweeper").spec().environment().get("DELIVERIES_DEAD_LETTER_QUEUE_URL"));
    while (looping.get()) {
      var _ =
          sqs.receiveMessage(
              receive -> receive.queueUrl(queue).maxNumberOfMessages(10).visibilityTimeout(0));
      int waiting =
          Integer.parseInt(
              sqs.getQueueAttributes(get ->
                      get.queueUrl(letters)
                          .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                  .attributes()
                  .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
      deadLetters.accumulateAndGet(waiting, Math::max);
    }
  }
}
