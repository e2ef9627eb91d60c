package dev.millrace.idempotency.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.id.Ids;
import dev.millrace.idempotency.KeptRequest;
import dev.millrace.idempotency.KeptRequests;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Requests with keys in the control table. DynamoDB deletes expired items late, so an expired one
/// counts as gone.
public final class DynamoKeptRequests implements KeptRequests {
  private static final String SORT = "REQUEST";
  private static final String EXPIRES_AT = "expiresAtEpoch";
  private static final String OURS = "#owner = :owner";
  private static final Map<String, String> OWNER = Map.of("#owner", "owner");

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoKeptRequests(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Optional<KeptRequest> begin(KeptRequest request) {
    try {
      dynamoDb.putItem(put ->
          put.tableName(table)
              .item(item(request))
              .conditionExpression("attribute_not_exists(pk) OR expiresAtEpoch <= :now")
              .expressionAttributeValues(
                  Map.of(":now", Items.number(request.firstSeenAt().getEpochSecond())))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      return Optional.of(Items.read(e.item(), KeptRequest.class));
    }
  }

  @Override
  public boolean replace(KeptRequest before, KeptRequest after) {
    try {
      dynamoDb.putItem(put ->
          put.tableName(table)
              .item(item(after))
              .conditionExpression(OURS)
              .expressionAttributeNames(OWNER)
              .expressionAttributeValues(ownedBy(before)));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  @Override
  public void forget(KeptRequest request) {
    try {
      dynamoDb.deleteItem(delete ->
          delete
              .tableName(table)
              .key(Items.key(partition(request), SORT))
              .conditionExpression(OURS)
              .expressionAttributeNames(OWNER)
              .expressionAttributeValues(ownedBy(request)));
    } catch (ConditionalCheckFailedException e) {
      System.getLogger(DynamoKeptRequests.class.getName())
          .log(System.Logger.Level.DEBUG, "a request is another try''s by now");
    }
  }

  private static Map<String, AttributeValue> item(KeptRequest request) {
    Map<String, AttributeValue> item = Items.write(partition(request), SORT, request);
    item.put(EXPIRES_AT, Items.number(request.expiresAt().getEpochSecond()));
    return item;
  }

  private static Map<String, AttributeValue> ownedBy(KeptRequest request) {
    return Map.of(":owner", Items.text(request.owner()));
  }

  private static String partition(KeptRequest request) {
    return Ids.hash("IDEMPOTENCY#", request.tenantId(), request.key());
  }
}
