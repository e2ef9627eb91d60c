package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.WebhookEvent;
import dev.millrace.sweeper.core.DueItem;
import dev.millrace.sweeper.core.DueWork;
import dev.millrace.sweeper.dynamodb.DynamoDue;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunStore.Claim;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.dynamodb.DynamoRuns;
import dev.millrace.upload.dynamodb.DynamoUploads;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.dynamodb.DynamoDeliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What is due shows up, each kind as itself, and not before its time.
@Tag("contract")
class DynamoDueTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2020-01-01T00:00:00Z"));
  private final DynamoDbClient dynamoDb = TemplateServices.dynamoDb();
  private final String uploadsTable = TemplateServices.output("UploadsTable");
  private final String webhooksTable = TemplateServices.output("WebhooksTable");
  private final Upload upload =
      Samples.upload(
          new UploadRef("acme", "up_due" + System.nanoTime()), Kind.PDF, 42, clock.instant());
  private final WebhookEvent event =
      WebhookEvent.of(
          "evt_" + upload.ref().uploadId(),
          "acme",
          upload.ref().partition(),
          clock.instant(),
          upload.event().orElseThrow());

  @Test
  void uploadsRunsAndEventsShowUpAsThemselves() {
    new DynamoUploads(dynamoDb, uploadsTable, "eu-central-1").create(upload, List.of(event));
    Run wanted = Run.of(Samples.object(upload), 1, Kind.PDF, clock.instant());
    Claim claim =
        new DynamoRuns(dynamoDb, uploadsTable, clock)
            .claim(wanted, "worker-1", Duration.ofSeconds(50));
    Run run = ((Claim.Claimed) claim).run();

    DueItem unheard = new DueItem.DueUpload(upload);
    DueItem expired = new DueItem.ExpiredRun(run);
    assertThat(due("eu-central-1")).isEmpty();
    clock.advance(Duration.ofSeconds(31));
    assertThat(due("eu-central-1")).containsExactly(unheard);
    clock.advance(Duration.ofSeconds(20));
    assertThat(due("eu-central-1")).containsExactlyInAnyOrder(unheard, expired);
    clock.advance(Duration.ofSeconds(10));
    assertThat(due("eu-central-1"))
        .containsExactlyInAnyOrder(unheard, expired, new DueItem.UnrelayedEvent(event));
    assertThat(due("us-east-1")).containsExactlyInAnyOrder(unheard, expired);
  }

  @Test
  void deliveriesShowUp() {
    Delivery delivery =
        Delivery.of(
            WebhookSamples.event(event.eventId(), clock.instant()), "ep_1", clock.instant());
    new DynamoDeliveries(dynamoDb, webhooksTable).create(delivery);
    clock.advance(Delivery.GRACE.plusMillis(1));

    assertThat(DynamoDue.webhooks(dynamoDb, webhooksTable).before(clock.instant()))
        .contains(new DueWork.LateDelivery(delivery));
  }

  private List<DueItem> due(String region) {
    return DynamoDue.uploads(dynamoDb, uploadsTable, region).before(clock.instant()).stream()
        .filter(item -> subject(item).equals(upload.ref().partition()))
        .toList();
  }

  private static String subject(DueItem item) {
    return switch (item) {
      case DueItem.DueUpload(var expired) -> expired.ref().partition();
      case DueItem.ExpiredRun(var run) -> run.upload().partition();
      case DueItem.UnrelayedEvent(var unrelayed) -> unrelayed.subject();
    };
  }
}
