package dev.millrace.webhook.dynamodb;

import dev.millrace.aws.DueIndex;
import dev.millrace.aws.ItemReads;
import dev.millrace.aws.Items;
import dev.millrace.aws.Transactions;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.DeliveryStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Deliveries and attempts in the webhooks table.
public final class DynamoDeliveries implements DeliveryStore {
  private static final System.Logger LOG = System.getLogger(DynamoDeliveries.class.getName());
  private static final String VERSION_UNCHANGED = "version = :version";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final ItemReads reads;

  public DynamoDeliveries(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.reads = new ItemReads(dynamoDb, table);
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
    return reads.find(WebhookItems.deliveryKey(deliveryId)).map(WebhookItems::delivery);
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
    return Transactions.writeUnlessContended(dynamoDb, writes);
  }

  @Override
  public List<Delivery> parked(String endpointId, int most) {
    return dynamoDb
        .query(query ->
            query
                .tableName(table)
                .indexName("parked")
                .keyConditionExpression("#for = :endpoint")
                .expressionAttributeNames(Map.of("#for", WebhookItems.PARKED_FOR))
                .expressionAttributeValues(Map.of(":endpoint", Items.text(endpointId)))
                .limit(most))
        .items()
        .stream()
        .map(WebhookItems::delivery)
        .toList();
  }

  @Override
  public List<Attempt> attempts(String deliveryId) {
    return dynamoDb
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", Items.text(WebhookItems.partitionOfDelivery(deliveryId)),
                        ":prefix", Items.text(WebhookItems.ATTEMPT)))
                .consistentRead(true))
        .items()
        .stream()
        .map(WebhookItems::attempt)
        .toList();
  }

  @Override
  public List<Delivery> ofEndpoint(String endpointId, Page page) {
    return dynamoDb
        .query(query -> {
          query
              .tableName(table)
              .indexName("endpoint")
              .keyConditionExpression("endpointId = :endpoint AND #at BETWEEN :from AND :to")
              .expressionAttributeNames(Map.of("#at", WebhookItems.CREATED_AT))
              .expressionAttributeValues(
                  Map.of(
                      ":endpoint", Items.text(endpointId),
                      ":from", DueIndex.time(page.from()),
                      ":to", DueIndex.time(page.to().minusMillis(1))))
              .scanIndexForward(!page.newestFirst())
              .limit(page.limit());
          if (page.after() != null) {
            query.exclusiveStartKey(place(endpointId, page.after()));
          }
        })
        .items()
        .stream()
        .map(WebhookItems::delivery)
        .toList();
  }

  private static Map<String, AttributeValue> place(String endpointId, Place after) {
    Map<String, AttributeValue> key = new HashMap<>(WebhookItems.deliveryKey(after.deliveryId()));
    key.put("endpointId", Items.text(endpointId));
    key.put(WebhookItems.CREATED_AT, DueIndex.time(after.createdAt()));
    return key;
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
