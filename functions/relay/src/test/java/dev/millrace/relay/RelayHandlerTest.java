package dev.millrace.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.millrace.eta.LearnDurations;
import dev.millrace.eta.MeanDuration;
import dev.millrace.eta.Measured;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.progress.Connection;
import dev.millrace.relay.core.FrameSender.Receipt;
import dev.millrace.relay.core.PushProgress;
import dev.millrace.relay.dynamodb.StreamRecords;
import dev.millrace.testing.Events;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.MemoryCircuits;
import dev.millrace.testing.MemoryConnections;
import dev.millrace.testing.MemoryDeliveries;
import dev.millrace.testing.MemoryDeliveryQueue;
import dev.millrace.testing.MemoryDurations;
import dev.millrace.testing.MemoryEndpoints;
import dev.millrace.testing.MemoryEvents;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.RepositoryFiles;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Stage;
import dev.millrace.webhook.DeliveryQueue;
import dev.millrace.webhook.Departures;
import dev.millrace.webhook.FanOut;
import dev.millrace.webhook.circuit.Circuits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayHandlerTest {
  private static final String SAMPLE = RepositoryFiles.read("events/relay-event.json");
  private static final String UPLOAD =
      """
      {"Records":[{"eventID":"1","eventName":"%s","dynamodb":{"SequenceNumber":"2","NewImage":{
        "pk":{"S":"T#acme#U#up_01"},"sk":{"S":"UPLOAD"},"version":{"N":"7"},
        "ref":{"M":{"tenantId":{"S":"acme"},"uploadId":{"S":"up_01"}}},
        "file":{"M":{"filename":{"S":"a.pdf"},"contentType":{"S":"application/pdf"},
          "kind":{"S":"PDF"},"size":{"N":"42"},"metadata":{"M":{}}}},
        "priority":{"S":"normal"},"state":{"S":"EXTRACTING"},"stage":{"S":"extracting"},
        "percent":{"N":"20"},"runNumber":{"N":"1"},"warnings":{"L":[]},
        "createdAt":{"S":"2026-01-01T00:00:00Z"},"expiresAt":{"S":"2026-01-02T00:00:00Z"}}}}]}
      """;

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryEndpoints endpoints = new MemoryEndpoints();
  private final MemoryDeliveries deliveries = new MemoryDeliveries();
  private final MemoryDeliveryQueue queue = new MemoryDeliveryQueue(clock);
  private final MemoryEvents events = new MemoryEvents();
  private final MemoryConnections connections = new MemoryConnections(clock);
  private final List<String> frames = new ArrayList<>();
  private final MemoryDurations durations = new MemoryDurations();
  private final Work work = new Work(Tracer.NONE);

  @BeforeEach
  void subscribe() {
    endpoints.add(WebhookSamples.endpoint("ep_1", clock.instant()));
  }

  @Test
  void anEventBecomesADeliveryAndAMessage() {
    StreamsEventResponse response = handle(relay(queue), SAMPLE);

    assertThat(response.getBatchItemFailures()).isEmpty();
    assertThat(deliveries.only().eventId()).isEqualTo("evt_vjwb2v8bvw624qdnx5h4nj9x6q");
    assertThat(queue.waiting()).hasSize(1);
  }

  @Test
  void theSameRecordAgainMakesNoSecondDelivery() {
    handle(relay(queue), SAMPLE);
    handle(relay(queue), SAMPLE);

    assertThat(deliveries.all()).hasSize(1);
  }

  @Test
  void whatAnotherRegionWroteIsTheirs() {
    handle(relay(queue), SAMPLE.replace("\"us-east-1\"", "\"eu-central-1\""));

    assertThat(deliveries.all()).isEmpty();
  }

  @Test
  void anEventThatIsSettledOrDeletedIsNoNews() {
    handle(relay(queue), SAMPLE.replace("INSERT", "MODIFY"));
    handle(relay(queue), SAMPLE.replace("INSERT", "REMOVE"));

    assertThat(deliveries.all()).isEmpty();
  }

  @Test
  void lambdaStartsAgainWhereItFailed() {
    DeliveryQueue down =
        (_, _, _) -> {
          throw new IllegalStateException("the queue is down");
        };

    StreamsEventResponse response = handle(relay(down), SAMPLE);

    assertThat(response.getBatchItemFailures())
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("4421584500000000017450439091");
  }

  @Test
  void aRecordThatCannotBeReadHoldsUpNobody() {
    StreamsEventResponse response =
        handle(relay(queue), SAMPLE.replace("upload.completed\"\n", "upload.exploded\"\n"));

    assertThat(response.getBatchItemFailures()).isEmpty();
    assertThat(deliveries.all()).isEmpty();
  }

  @Test
  void listenersHearHowAnUploadStands() {
    listen();

    handle(relay(queue), UPLOAD.formatted("MODIFY"));

    assertThat(frames).containsExactly("a= up_01 20 7");
    assertThat(deliveries.all()).isEmpty();
  }

  @Test
  void anUploadThatIsDeletedHasNoProgress() {
    listen();

    handle(relay(queue), UPLOAD.formatted("REMOVE"));

    assertThat(frames).isEmpty();
  }

  @Test
  void everyStageThatEndsTeachesHowLongItTakes() {
    String extracting =
        UPLOAD
            .formatted("MODIFY")
            .replace(
                "\"percent\"", "\"stageStartedAt\":{\"S\":\"2026-01-01T00:00:09Z\"},\"percent\"");
    String image = extracting.substring(extracting.indexOf("{\n  \"pk\""), extracting.length() - 5);
    String verifying = image.replace("extracting", "verifying").replace("00:00:09", "00:00:02");

    handle(
        relay(queue),
        extracting.replace("\"NewImage\"", "\"OldImage\":" + verifying + ",\"NewImage\""));

    Measured verification = Measured.stage(Stage.VERIFYING, Kind.PDF, 42);
    assertThat(durations.find(List.of(verification)).get(verification))
        .isEqualTo(MeanDuration.of(Duration.ofSeconds(7)));
  }

  @Test
  void listenersWhoCannotBeToldHoldUpNobody() {
    StreamsEventResponse response =
        handle(relay(queue), UPLOAD.formatted("MODIFY").replace("EXTRACTING", "EXPLODING"));

    assertThat(response.getBatchItemFailures()).isEmpty();
  }

  private StreamsEventResponse handle(Relay relay, String event) {
    return new RelayHandler(relay, work)
        .handleRequest(Events.parse(event, DynamodbEvent.class), FakeContext.withPlentyOfTime());
  }

  private Relay relay(DeliveryQueue to) {
    PushProgress push =
        new PushProgress(
            connections,
            (id, frame) -> {
              frames.add(
                  "%s %s %d %d".formatted(id, frame.uploadId(), frame.percent(), frame.version()));
              return Receipt.SENT;
            });
    return new Relay(
        new StreamRecords("us-east-1"),
        new FanOut(
            endpoints,
            deliveries,
            new Departures(deliveries, to, new Circuits(new MemoryCircuits()), clock),
            events,
            clock),
        push,
        new LearnDurations(durations),
        work);
  }

  private void listen() {
    connections.save(
        new Connection("a=", "acme", List.of("up_01"), clock.instant().plus(Duration.ofHours(2))));
  }
}
