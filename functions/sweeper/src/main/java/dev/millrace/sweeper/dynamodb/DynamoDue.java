package dev.millrace.sweeper.dynamodb;

import dev.millrace.sweeper.core.DueItem;
import dev.millrace.sweeper.core.DueItems;
import dev.millrace.sweeper.core.DueWork;
import dev.millrace.upload.dynamodb.UploadItems;
import dev.millrace.upload.dynamodb.UploadItems.ItemKind;
import dev.millrace.webhook.dynamodb.WebhookItems;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What is due in each table.
public final class DynamoDue {
  private DynamoDue() {}

  /// {@return what is due in the uploads table}
  ///
  /// @param region whose events are ours; in a global table each region sees those of all
  public static DueItems<DueItem> uploads(DynamoDbClient dynamoDb, String table, String region) {
    return new DueRows<>(dynamoDb, table, item -> read(item, region));
  }

  /// {@return what is due in the webhooks table}
  public static DueItems<DueWork> webhooks(DynamoDbClient dynamoDb, String table) {
    return new DueRows<>(dynamoDb, table, item -> Optional.of(work(item)));
  }

  private static DueWork work(Map<String, AttributeValue> item) {
    return switch (WebhookItems.ItemKind.of(item)) {
      case DELIVERY -> new DueWork.LateDelivery(WebhookItems.delivery(item));
      case CIRCUIT -> new DueWork.ParkedDeliveries(WebhookItems.circuit(item));
      case REPLAY -> new DueWork.OpenReplay(WebhookItems.replay(item));
    };
  }

  private static Optional<DueItem> read(Map<String, AttributeValue> item, String region) {
    return switch (ItemKind.of(item)) {
      case UPLOAD -> Optional.of(new DueItem.DueUpload(UploadItems.upload(item)));
      case RUN -> Optional.of(new DueItem.ExpiredRun(UploadItems.run(item)));
      case EVENT ->
          Optional.ofNullable(item.get("region"))
              .filter(written -> region.equals(written.s()))
              .map(_ -> new DueItem.UnrelayedEvent(UploadItems.event(item)));
      case RESULT -> Optional.empty();
    };
  }
}
