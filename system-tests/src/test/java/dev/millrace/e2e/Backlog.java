package dev.millrace.e2e;

import dev.millrace.auth.ApiKey;
import dev.millrace.auth.dynamodb.DynamoApiKeys;
import dev.millrace.event.EventData;
import dev.millrace.event.EventType;
import dev.millrace.event.WebhookEvent;
import dev.millrace.local.Services;
import dev.millrace.local.demo.MillraceClient;
import dev.millrace.local.demo.MillraceClient.Answer;
import dev.millrace.upload.UploadRef;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryStore.Page;
import dev.millrace.webhook.DeliveryStore.Place;
import dev.millrace.webhook.Outbox;
import dev.millrace.webhook.dynamodb.DynamoDeliveries;
import dev.millrace.webhook.dynamodb.DynamoOutbox;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A tenant of its own with one endpoint, and events that are written to its outbox as fast as the
/// table takes them.
final class Backlog implements AutoCloseable {
  private static final int WRITERS = 16;
  private static final int PAGE = 100;

  private final Services services = Stack.LOCAL.services();
  private final DynamoDbClient dynamoDb = services.dynamoDb().client(services.credentials());
  private final PatientSubscriber subscriber = new PatientSubscriber();
  private final Instant begun = Instant.now();
  private final String tenant;
  private final String endpointId;

  Backlog(String tenant) throws IOException, InterruptedException {
    this.tenant = tenant;
    String key = "mk_of_" + tenant;
    new DynamoApiKeys(dynamoDb, output("ControlTable"))
        .save(ApiKey.of(key, "key_" + tenant, tenant, List.of("*"), begun));
    try (MillraceClient client = new MillraceClient(Stack.LOCAL.api(), key)) {
      Answer endpoint =
          client.createEndpoint(subscriber.url(), List.of(EventType.DOCUMENT_EXTRACTED.wireName()));
      if (!endpoint.isSuccess()) {
        throw new IllegalStateException("no endpoint: " + endpoint);
      }
      endpointId = endpoint.body().path("id").asText();
    }
  }

  PatientSubscriber subscriber() {
    return subscriber;
  }

  /// Writes events.
  void publish(int events) {
    Outbox outbox =
        new DynamoOutbox(
            dynamoDb, output("UploadsTable"), services.template().surroundings().region());
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int i = 0; i < events; i++) {
        WebhookEvent event = event(i);
        writers.execute(() -> outbox.add(event));
      }
    }
  }

  private WebhookEvent event(int number) {
    String uploadId = "up_" + number;
    return WebhookEvent.of(
        "evt_" + tenant + number,
        tenant,
        new UploadRef(tenant, uploadId).partition(),
        Instant.now(),
        new EventData.DocumentExtracted(uploadId, "run_1", "text/plain", 1, 1, 1));
  }

  /// {@return the rows of all deliveries}
  List<Delivery> rows() {
    DynamoDeliveries deliveries = new DynamoDeliveries(dynamoDb, output("WebhooksTable"));
    List<Delivery> rows = new ArrayList<>();
    @Nullable Place last = null;
    List<Delivery> page;
    do {
      page =
          deliveries.ofEndpoint(
              endpointId,
              new Page(begun, Instant.now().plus(Duration.ofHours(1)), false, last, PAGE));
      rows.addAll(page);
      last = page.isEmpty() ? last : Place.of(page.getLast());
    } while (!page.isEmpty());
    return rows;
  }

  private String output(String name) {
    return services.template().output(name).orElseThrow();
  }

  @Override
  public void close() {
    subscriber.close();
  }
}
