package dev.millrace.webhook.dynamodb;

import dev.millrace.aws.ItemReads;
import dev.millrace.aws.Items;
import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.circuit.CircuitStore;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Circuits in the webhooks table.
public final class DynamoCircuits implements CircuitStore {
  private static final System.Logger LOG = System.getLogger(DynamoCircuits.class.getName());

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final ItemReads reads;

  public DynamoCircuits(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.reads = new ItemReads(dynamoDb, table);
  }

  @Override
  public Optional<Circuit> find(String endpointId) {
    return reads.find(WebhookItems.circuitKey(endpointId)).map(WebhookItems::circuit);
  }

  @Override
  public Circuit save(Circuit step) {
    try {
      dynamoDb.putItem(put -> {
        put.tableName(table)
            .item(WebhookItems.write(step))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (step.version() == 1) {
          put.conditionExpression("attribute_not_exists(pk)");
        } else {
          put.conditionExpression("version = :before")
              .expressionAttributeValues(Map.of(":before", Items.number(step.version() - 1)));
        }
      });
      return step;
    } catch (ConditionalCheckFailedException e) {
      LOG.log(System.Logger.Level.DEBUG, "others were faster at {0}", step.endpointId());
      return e.hasItem()
          ? WebhookItems.circuit(e.item())
          : Circuit.fresh(step.tenantId(), step.endpointId());
    }
  }
}
