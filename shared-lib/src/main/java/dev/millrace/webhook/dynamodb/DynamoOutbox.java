package dev.millrace.webhook.dynamodb;

import dev.millrace.event.WebhookEvent;
import dev.millrace.upload.dynamodb.UploadItems;
import dev.millrace.webhook.Outbox;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The outbox in the uploads table, for writers that have nothing else to write with it.
public final class DynamoOutbox implements Outbox {
  private static final System.Logger LOG = System.getLogger(DynamoOutbox.class.getName());

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final String region;

  /// @param region stands in every event, so that in a global table only one region relays it
  public DynamoOutbox(DynamoDbClient dynamoDb, String table, String region) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.region = region;
  }

  @Override
  public void add(WebhookEvent event) {
    try {
      dynamoDb.putItem(put ->
          put.tableName(table)
              .item(UploadItems.write(event, region))
              .conditionExpression("attribute_not_exists(pk)"));
    } catch (ConditionalCheckFailedException e) {
      LOG.log(System.Logger.Level.DEBUG, "{0} is there already", event.eventId());
    }
  }
}
