package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.dispatch.core.Deadline;
import dev.millrace.dispatch.core.DeliverWebhook;
import dev.millrace.dispatch.core.EndpointGate;
import dev.millrace.dispatch.core.RetrySchedule;
import dev.millrace.dispatch.core.SendError;
import dev.millrace.dispatch.core.SendResult;
import dev.millrace.event.EventType;
import dev.millrace.event.WebhookEvent;
import dev.millrace.sweeper.core.AdvanceReplay;
import dev.millrace.sweeper.core.DueItems;
import dev.millrace.sweeper.core.DueWork;
import dev.millrace.sweeper.core.RepairDeliveries;
import dev.millrace.sweeper.dynamodb.DynamoDue;
import dev.millrace.testing.MemoryDeliveryQueue;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.DeliveryStore.Page;
import dev.millrace.webhook.Departures;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.EventStore;
import dev.millrace.webhook.Exchange;
import dev.millrace.webhook.FanOut;
import dev.millrace.webhook.Outbox;
import dev.millrace.webhook.circuit.CircuitPolicy;
import dev.millrace.webhook.circuit.Circuits;
import dev.millrace.webhook.dynamodb.DynamoCircuits;
import dev.millrace.webhook.dynamodb.DynamoDeliveries;
import dev.millrace.webhook.dynamodb.DynamoEndpoints;
import dev.millrace.webhook.dynamodb.DynamoEvents;
import dev.millrace.webhook.dynamodb.DynamoOutbox;
import dev.millrace.webhook.dynamodb.DynamoReplays;
import dev.millrace.webhook.dynamodb.DynamoTallies;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A subscriber that is down for an hour gets everything once when it is back: with the tables that
/// are deployed, the schedule that is deployed, and a clock and a queue that are moved on.
@Tag("contract")
class SubscriberDownTest {
  private static final String REGION = "eu-central-1";
  private static final String ENDPOINT = "ep_down";
  private static final int EVENTS = 30;
  private static final Duration DOWN = Duration.ofHours(1);
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final List<Duration> SCHEDULE =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(10));

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final Instant back = clock.instant().plus(DOWN);
  private final DynamoDbClient dynamoDb = TemplateServices.dynamoDb();
  private final String uploads = TemplateServices.output("UploadsTable");
  private final String webhooks = TemplateServices.output("WebhooksTable");
  private final DeliveryStore deliveries = new DynamoDeliveries(dynamoDb, webhooks);
  private final EventStore events = new DynamoEvents(dynamoDb, uploads);
  private final Outbox outbox = new DynamoOutbox(dynamoDb, uploads, REGION);
  private final EndpointStore endpoints = new DynamoEndpoints(dynamoDb, webhooks, uploads, REGION);
  private final MemoryDeliveryQueue queue = new MemoryDeliveryQueue(clock);
  private final Circuits circuits = new Circuits(new DynamoCircuits(dynamoDb, webhooks));
  private final Departures departures = new Departures(deliveries, queue, circuits, clock);
  private final FanOut fanOut = new FanOut(endpoints, deliveries, departures, events, clock);
  private final List<String> taken = new ArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();
  private Instant firstTaken = Instant.MAX;

  @Test
  void whoIsDownForAnHourGetsEverythingOnceWhenItIsBack() {
    endpoints.add(WebhookSamples.endpoint(ENDPOINT, clock.instant(), EventType.DOCUMENT_EXTRACTED));
    DeliverWebhook deliverWebhook = deliverWebhook();
    RepairDeliveries repairDeliveries = repairDeliveries();
    int published = 0;
    int steps = 0;
    while (published < EVENTS || !ended()) {
      if (published < EVENTS && steps % 2 == 0) {
        publish("evt_down" + published++);
      }
      queue.receive().forEach(deliverWebhook::attempt);
      var _ = repairDeliveries.round();
      queue.receive().forEach(deliverWebhook::attempt);
      clock.advance(STEP);
      assertThat(++steps).isLessThan(24 * 60);
    }

    System.out.printf(
        "subscriber down for %s: %d events, %d attempts in vain, the first taken %s after it was"
            + " back, the last after %s, %d lost, %d twice%n",
        DOWN,
        EVENTS,
        refused.get(),
        Duration.between(back, firstTaken),
        Duration.between(back, clock.instant()),
        EVENTS - taken.stream().distinct().count(),
        taken.size() - taken.stream().distinct().count());
    assertThat(taken).hasSize(EVENTS).doesNotHaveDuplicates();
    assertThat(rows()).allMatch(row -> row.state() == DeliveryState.DELIVERED);
    assertThat(Duration.between(back, firstTaken)).isLessThanOrEqualTo(Duration.ofMinutes(3));
  }

  private void publish(String eventId) {
    WebhookEvent event = WebhookSamples.event(eventId, clock.instant()).onlyFor(ENDPOINT);
    outbox.add(event);
    fanOut.publish(event);
  }

  private SendResult send(WebhookEvent event) {
    if (clock.instant().isBefore(back)) {
      refused.incrementAndGet();
      return new SendResult.Unanswered(SendError.CONNECTION_FAILED);
    }
    firstTaken = taken.isEmpty() ? clock.instant() : firstTaken;
    taken.add(event.eventId());
    return new SendResult.Answered(204, Optional.empty(), Exchange.NONE);
  }

  private boolean ended() {
    return rows().stream().allMatch(row -> row.state().terminal());
  }

  private List<Delivery> rows() {
    return deliveries.ofEndpoint(
        ENDPOINT, new Page(Instant.EPOCH, clock.instant().plus(STEP), false, null, EVENTS + 1));
  }

  private DeliverWebhook deliverWebhook() {
    AtomicInteger workers = new AtomicInteger();
    return new DeliverWebhook(
        deliveries,
        endpoints,
        events,
        new EndpointGate(circuits, departures, endpoints, _ -> CircuitPolicy.DEFAULT),
        (_, event) -> send(event),
        queue,
        departures,
        new DynamoTallies(dynamoDb, webhooks),
        new RetrySchedule(SCHEDULE, new SecureRandom()),
        new Deadline(Duration.ofSeconds(15), Duration.ofSeconds(15)),
        () -> "wrk_down" + workers.incrementAndGet(),
        clock);
  }

  /// Other tests leave rows in the same table.
  private RepairDeliveries repairDeliveries() {
    DueItems<DueWork> due = DynamoDue.webhooks(dynamoDb, webhooks);
    return new RepairDeliveries(
        time -> due.before(time).stream().filter(SubscriberDownTest::isOurs).toList(),
        departures,
        circuits,
        new AdvanceReplay(new DynamoReplays(dynamoDb, webhooks), deliveries, departures, clock),
        clock);
  }

  private static boolean isOurs(DueWork work) {
    return switch (work) {
      case DueWork.LateDelivery(var delivery) -> delivery.endpointId().equals(ENDPOINT);
      case DueWork.ParkedDeliveries(var circuit) -> circuit.endpointId().equals(ENDPOINT);
      case DueWork.OpenReplay _ -> false;
    };
  }
}
