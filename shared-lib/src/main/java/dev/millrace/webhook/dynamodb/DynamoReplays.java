package dev.millrace.webhook.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.webhook.Replay;
import dev.millrace.webhook.ReplayStore;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Replays in the webhooks table; one that has not ended is due at once.
public final class DynamoReplays implements ReplayStore {
  private static final System.Logger LOG = System.getLogger(DynamoReplays.class.getName());

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoReplays(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public void create(Replay replay) {
    dynamoDb.putItem(put -> put.tableName(table).item(WebhookItems.write(replay)));
  }

  @Override
  public Optional<Replay> find(String tenantId, String replayId) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get ->
                get.tableName(table)
                    .key(WebhookItems.replayKey(tenantId, replayId))
                    .consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(WebhookItems.replay(item));
  }

  @Override
  public boolean save(Replay step) {
    try {
      dynamoDb.putItem(put ->
          put.tableName(table)
              .item(WebhookItems.write(step))
              .conditionExpression("version = :before")
              .expressionAttributeValues(Map.of(":before", Items.number(step.version() - 1))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      LOG.log(System.Logger.Level.DEBUG, "others were faster at {0}", step.id());
      return false;
    }
  }
}
