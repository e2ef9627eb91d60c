package dev.millrace.webhook.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.circuit.CircuitStore;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Circuits in the webhooks table.
public final class DynamoCircuits implements CircuitStore {
  private static final System.Logger LOG = System.getLogger(DynamoCircuits.class.getName());

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoCircuits(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Optional<Circuit> find(String endpointId) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get ->
                get.tableName(table).key(WebhookItems.circuitKey(endpointId)).consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(WebhookItems.circuit(item));
  }

  @Override
  public boolean save(Circuit step) {
    try {
      dynamoDb.putItem(put -> {
        put.tableName(table).item(WebhookItems.write(step));
        if (step.version() == 1) {
          put.conditionExpression("attribute_not_exists(pk)");
        } else {
          put.conditionExpression("version = :before")
              .expressionAttributeValues(Map.of(":before", Items.number(step.version() - 1)));
        }
      });
      return true;
    } catch (ConditionalCheckFailedException e) {
      LOG.log(System.Logger.Level.DEBUG, "others were faster at {0}", step.endpointId());
      return false;
    }
  }
}
