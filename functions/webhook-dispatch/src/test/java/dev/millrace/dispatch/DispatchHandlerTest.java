package dev.millrace.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.millrace.dispatch.core.Deadline;
import dev.millrace.dispatch.core.DeliverWebhook;
import dev.millrace.dispatch.core.EndpointGate;
import dev.millrace.dispatch.core.RetrySchedule;
import dev.millrace.dispatch.core.SendResult;
import dev.millrace.json.Json;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.testing.Events;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.MemoryWebhooks;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryRequested;
import dev.millrace.webhook.DeliveryState;
import dev.millrace.webhook.Exchange;
import dev.millrace.webhook.circuit.CircuitPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DispatchHandlerTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryWebhooks webhooks = new MemoryWebhooks(clock);
  private final DispatchHandler handler =
      new DispatchHandler(
          new DeliverWebhook(
              webhooks.deliveries,
              webhooks.endpoints,
              webhooks.events,
              new EndpointGate(
                  webhooks.circuits,
                  webhooks.departures,
                  webhooks.endpoints,
                  _ -> CircuitPolicy.DEFAULT),
              (_, event) -> {
                if (event.eventId().equals("evt_crash")) {
                  throw new IllegalStateException("told to");
                }
                return new SendResult.Answered(200, Optional.empty(), Exchange.NONE);
              },
              webhooks.queue,
              webhooks.departures,
              webhooks.tallies,
              new RetrySchedule(List.of(Duration.ofSeconds(5)), new Random(7)),
              new Deadline(Duration.ofSeconds(15), Duration.ofSeconds(15)),
              () -> "wrk_" + System.nanoTime(),
              clock),
          new Work(Tracer.NONE));

  @Test
  void onlyTheMessageThatFailedIsHandedBack() {
    webhooks.endpoints.add(WebhookSamples.endpoint("ep_1", clock.instant()));
    DeliveryRequested good = published("evt_good");
    webhooks.circuits.change(
        WebhookSamples.TENANT, "ep_1", circuit -> circuit.succeeded("wrk", 10, clock.instant()));
    DeliveryRequested crash = published("evt_crash");
    SQSEvent batch = new SQSEvent();
    batch.setRecords(
        List.of(
            message("good", Json.write(good)),
            message("crash", Json.write(crash)),
            message("unknown", "{\"deliveryId\":\"dlv_none\",\"attempt\":1}"),
            message("incomplete", "{}"),
            message("junk", "not json")));

    assertThat(handler.handleRequest(batch, FakeContext.withPlentyOfTime()).getBatchItemFailures())
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("crash");
    assertThat(webhooks.deliveries.find(good.deliveryId()).map(Delivery::state))
        .contains(DeliveryState.DELIVERED);
  }

  @Test
  void understandsTheSampleEvent() {
    SQSEvent event = Events.read("dispatch-delivery.json", SQSEvent.class);

    assertThat(handler.handleRequest(event, FakeContext.withPlentyOfTime()).getBatchItemFailures())
        .isEmpty();
  }

  private DeliveryRequested published(String eventId) {
    webhooks.publish(WebhookSamples.event(eventId, clock.instant()));
    return webhooks.queue.receive().getFirst();
  }

  private static SQSMessage message(String id, String body) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    return message;
  }
}
