package dev.millrace.contract;

import dev.millrace.aws.DueIndex;
import dev.millrace.testing.contract.DeliveryStoreContract;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.dynamodb.DynamoDeliveries;
import dev.millrace.webhook.dynamodb.WebhookItems;
import dev.millrace.webhook.dynamodb.WebhookItems.ItemKind;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDeliveriesTest extends DeliveryStoreContract {
  private final DynamoDbClient dynamoDb = TemplateServices.dynamoDb();
  private final String table = TemplateServices.output("WebhooksTable");
  private final DynamoDeliveries store = new DynamoDeliveries(dynamoDb, table);

  @Override
  protected DeliveryStore store() {
    return store;
  }

  @Override
  protected List<String> overdue(Instant now) {
    return DueIndex.before(dynamoDb, table, now, 1000).stream()
        .filter(item -> ItemKind.of(item) == ItemKind.DELIVERY)
        .map(WebhookItems::delivery)
        .map(Delivery::deliveryId)
        .toList();
  }
}
