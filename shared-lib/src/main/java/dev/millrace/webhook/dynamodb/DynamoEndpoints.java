package dev.millrace.webhook.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Endpoints in the webhooks table. A counter beside them, changed in the same transaction, keeps a
/// tenant from having too many.
public final class DynamoEndpoints implements EndpointStore {
  private static final System.Logger LOG = System.getLogger(DynamoEndpoints.class.getName());
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoEndpoints(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Optional<Endpoint> find(String tenantId, String endpointId) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get ->
                get.tableName(table)
                    .key(WebhookItems.endpointKey(tenantId, endpointId))
                    .consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(WebhookItems.endpoint(item));
  }

  @Override
  public List<Endpoint> ofTenant(String tenantId) {
    return dynamoDb
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", Items.text(WebhookItems.partitionOfTenant(tenantId)),
                        ":prefix", Items.text(WebhookItems.ENDPOINT)))
                .consistentRead(true))
        .items()
        .stream()
        .map(WebhookItems::endpoint)
        .sorted(Comparator.comparing(Endpoint::createdAt))
        .toList();
  }

  @Override
  public boolean add(Endpoint endpoint) {
    Update count =
        counting(endpoint.tenantId())
            .conditionExpression("attribute_not_exists(#count) OR #count < :most")
            .expressionAttributeValues(
                Map.of(":by", Items.number(1), ":most", Items.number(Endpoint.MAX_PER_TENANT)))
            .build();
    Put put =
        Put.builder()
            .tableName(table)
            .item(WebhookItems.write(endpoint))
            .conditionExpression("attribute_not_exists(pk)")
            .build();
    return written(
        TransactWriteItem.builder().update(count).build(),
        TransactWriteItem.builder().put(put).build());
  }

  @Override
  public boolean remove(String tenantId, String endpointId) {
    Delete delete =
        Delete.builder()
            .tableName(table)
            .key(WebhookItems.endpointKey(tenantId, endpointId))
            .conditionExpression("attribute_exists(pk)")
            .build();
    Update count =
        counting(tenantId).expressionAttributeValues(Map.of(":by", Items.number(-1))).build();
    return written(
        TransactWriteItem.builder().delete(delete).build(),
        TransactWriteItem.builder().update(count).build());
  }

  @Override
  public void disable(String tenantId, String endpointId, String reason) {
    try {
      dynamoDb.updateItem(update ->
          update
              .tableName(table)
              .key(WebhookItems.endpointKey(tenantId, endpointId))
              .conditionExpression("attribute_exists(pk)")
              .updateExpression("SET enabled = :no, disabledReason = :reason")
              .expressionAttributeValues(
                  Map.of(":no", AttributeValue.fromBool(false), ":reason", Items.text(reason))));
    } catch (ConditionalCheckFailedException e) {
      LOG.log(System.Logger.Level.DEBUG, "{0} is gone already", endpointId);
    }
  }

  private Update.Builder counting(String tenantId) {
    return Update.builder()
        .tableName(table)
        .key(WebhookItems.endpointCountKey(tenantId))
        .updateExpression("ADD #count :by")
        .expressionAttributeNames(Map.of("#count", "count"));
  }

  private boolean written(TransactWriteItem... writes) {
    try {
      dynamoDb.transactWriteItems(transaction -> transaction.transactItems(writes));
      return true;
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().stream().anyMatch(r -> CONDITION_FAILED.equals(r.code()))) {
        return false;
      }
      throw e;
    }
  }
}
