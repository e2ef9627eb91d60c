package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.aws.DueIndex;
import dev.millrace.aws.Items;
import dev.millrace.event.WebhookEvent;
import dev.millrace.testing.Samples;
import dev.millrace.testing.WebhookSamples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.dynamodb.DynamoUploads;
import dev.millrace.webhook.dynamodb.DynamoEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The outbox is written by uploads and read by webhooks.
@Tag("contract")
class DynamoEventsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final DynamoDbClient dynamoDb = TemplateServices.dynamoDb();
  private final String table = TemplateServices.output("UploadsTable");
  private final DynamoUploads uploads = new DynamoUploads(dynamoDb, table, "eu-central-1");
  private final DynamoEvents events = new DynamoEvents(dynamoDb, table);

  @Test
  void anEventReadsBackAsItWasWritten() {
    WebhookEvent event = written("up_read");

    assertThat(events.find(event.subject(), event.eventId())).contains(event);
    assertThat(events.find(event.subject(), "evt_none")).isEmpty();
  }

  @Test
  void aSettledEventIsNoLongerDueButStillThere() {
    WebhookEvent event = written("up_settle");
    assertThat(due()).contains("EVENT#" + event.eventId());

    events.settle(event);

    assertThat(due()).doesNotContain("EVENT#" + event.eventId());
    assertThat(events.find(event.subject(), event.eventId())).contains(event);
  }

  @Test
  void settlingWhatIsGoneBringsNothingBack() {
    WebhookEvent event = WebhookSamples.event("evt_gone", NOW);

    events.settle(event);

    assertThat(events.find(event.subject(), "evt_gone")).isEmpty();
  }

  private WebhookEvent written(String uploadId) {
    UploadRef ref = new UploadRef("acme", uploadId + System.nanoTime());
    Upload upload = Samples.upload(ref, Kind.PDF, 42, NOW);
    WebhookEvent event =
        WebhookEvent.of(
            "evt_" + ref.uploadId(),
            ref.tenantId(),
            ref.partition(),
            NOW,
            upload.event().orElseThrow());
    uploads.create(upload, List.of(event));
    return event;
  }

  private List<String> due() {
    return DueIndex.before(dynamoDb, table, NOW.plus(Duration.ofMinutes(2)), 1000).stream()
        .map(Items::sort)
        .toList();
  }
}
