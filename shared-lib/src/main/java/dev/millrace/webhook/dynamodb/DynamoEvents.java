package dev.millrace.webhook.dynamodb;

import dev.millrace.aws.DueIndex;
import dev.millrace.aws.ItemReads;
import dev.millrace.event.WebhookEvent;
import dev.millrace.upload.dynamodb.UploadItems;
import dev.millrace.webhook.EventStore;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The outbox in the uploads table.
public final class DynamoEvents implements EventStore {
  private static final System.Logger LOG = System.getLogger(DynamoEvents.class.getName());

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final ItemReads reads;

  public DynamoEvents(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.reads = new ItemReads(dynamoDb, table);
  }

  @Override
  public Optional<WebhookEvent> find(String subject, String eventId) {
    return reads.find(UploadItems.eventKey(subject, eventId)).map(UploadItems::event);
  }

  @Override
  public void settle(WebhookEvent event) {
    try {
      dynamoDb.updateItem(update ->
          update
              .tableName(table)
              .key(UploadItems.eventKey(event.subject(), event.eventId()))
              .conditionExpression("attribute_exists(pk)")
              .updateExpression("REMOVE #shard, #at")
              .expressionAttributeNames(Map.of("#shard", DueIndex.SHARD, "#at", DueIndex.AT)));
    } catch (ConditionalCheckFailedException e) {
      LOG.log(System.Logger.Level.DEBUG, "{0} is gone already", event.eventId());
    }
  }
}
