package dev.millrace.contract;

import dev.millrace.aws.DueIndex;
import dev.millrace.aws.Items;
import dev.millrace.testing.contract.DeliveryStoreContract;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryStore;
import dev.millrace.webhook.dynamodb.DynamoDeliveries;
import dev.millrace.webhook.dynamodb.WebhookItems;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
  protected List<Attempt> attempts(String deliveryId) {
    return dynamoDb
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", Items.text("DLV#" + deliveryId),
                        ":prefix", Items.text("ATTEMPT#"))))
        .items()
        .stream()
        .map(item -> Items.read(item, Attempt.class))
        .toList();
  }

  @Override
  protected List<String> overdue(Instant now) {
    return DueIndex.before(dynamoDb, table, now, 1000).stream()
        .map(WebhookItems::delivery)
        .map(Delivery::deliveryId)
        .toList();
  }
}
