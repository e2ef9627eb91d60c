package dev.millrace.webhook.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Deliveries and attempts in the webhooks table.
public final class DynamoDeliveries implements DeliveryStore {
  private static final System.Logger LOG = System.getLogger(DynamoDeliveries.class.getName());
  private static final String VERSION_UNCHANGED = "version = :version";
  private static final Set<String> OTHERS_WERE_FASTER =
      Set.of("ConditionalCheckFailed", "TransactionConflict");

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoDeliveries(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public void create(Delivery delivery) {
    try {
      dynamoDb.putItem(put ->
          put.tableName(table)
              .item(WebhookItems.write(delivery))
              .conditionExpression("attribute_not_exists(pk)"));
    } catch (ConditionalCheckFailedException e) {
      LOG.log(System.Logger.Level.DEBUG, "{0} is there already", delivery.deliveryId());
    }
  }

  @Override
  public Optional<Delivery> find(String deliveryId) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get ->
                get.tableName(table).key(WebhookItems.deliveryKey(deliveryId)).consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(WebhookItems.delivery(item));
  }

  @Override
  public boolean save(Delivery step) {
    try {
      dynamoDb.putItem(put ->
          put.tableName(table)
              .item(WebhookItems.write(step))
              .conditionExpression(VERSION_UNCHANGED)
              .expressionAttributeValues(before(step))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return writtenBefore(step, e);
    }
  }

  @Override
  public boolean save(Delivery step, Attempt attempt) {
    List<TransactWriteItem> writes =
        List.of(
            write(put ->
                put.item(WebhookItems.write(step))
                    .conditionExpression(VERSION_UNCHANGED)
                    .expressionAttributeValues(before(step))),
            write(put -> put.item(WebhookItems.write(step.deliveryId(), attempt))));
    try {
      dynamoDb.transactWriteItems(transaction -> transaction.transactItems(writes));
      return true;
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().stream().anyMatch(r -> OTHERS_WERE_FASTER.contains(r.code()))) {
        return false;
      }
      throw e;
    }
  }

  private TransactWriteItem write(Consumer<Put.Builder> put) {
    return TransactWriteItem.builder().put(put.andThen(p -> p.tableName(table))).build();
  }

  private static Map<String, AttributeValue> before(Delivery step) {
    return Map.of(":version", Items.number(step.version() - 1));
  }

  /// A write whose answer was lost is repeated by the SDK and then fails on its own result.
  private static boolean writtenBefore(Delivery step, ConditionalCheckFailedException failure) {
    return failure.hasItem() && WebhookItems.delivery(failure.item()).equals(step);
  }
}
