package dev.millrace.contract;

import dev.millrace.testing.contract.DeliveryStoreContract;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.dynamodb.DynamoDeliveries;
import dev.millrace.webhook.dynamodb.WebhookItems;
import dev.millrace.webhook.dynamodb.WebhookItems.ItemKind;
import java.time.Instant;
import java.util.List;

class DynamoDeliveriesTest extends DeliveryStoreContract {
  private final DynamoDeliveries store =
      new DynamoDeliveries(WebhooksTable.dynamoDb(), WebhooksTable.NAME);

  @Override
  protected DeliveryStore store() {
    return store;
  }

  @Override
  protected List<String> overdue(Instant now) {
    return WebhooksTable.due(ItemKind.DELIVERY, now, WebhookItems::delivery).stream()
        .map(Delivery::deliveryId)
        .toList();
  }
}
