package dev.millrace.auth.dynamodb;

import dev.millrace.auth.UploadToken;
import dev.millrace.auth.UploadTokenStore;
import dev.millrace.aws.Items;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// Upload tokens in the control table, those of a tenant in one partition.
public final class DynamoUploadTokens implements UploadTokenStore {
  private static final String TOKEN = "UPLOAD-TOKEN#";
  private static final int LIST_LIMIT = 100;
  private static final Duration KEPT_AFTER_THE_END = Duration.ofDays(1);

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoUploadTokens(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public void save(UploadToken token) {
    Map<String, AttributeValue> item =
        Items.write(partition(token.tenantId()), TOKEN + token.tokenId(), token);
    item.put(
        "expiresAtEpoch",
        Items.number(token.expiresAt().plus(KEPT_AFTER_THE_END).getEpochSecond()));
    dynamoDb.putItem(put -> put.tableName(table).item(item));
  }

  @Override
  public Optional<UploadToken> find(UploadToken.Ref ref) {
    Map<String, AttributeValue> item =
        dynamoDb.getItem(get -> get.tableName(table).key(key(ref)).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(Items.read(item, UploadToken.class));
  }

  @Override
  public List<UploadToken> list(String tenantId) {
    return dynamoDb
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(
                    Map.of(":pk", Items.text(partition(tenantId)), ":prefix", Items.text(TOKEN)))
                .limit(LIST_LIMIT))
        .items()
        .stream()
        .map(item -> Items.read(item, UploadToken.class))
        .toList();
  }

  @Override
  public boolean take(UploadToken.Ref ref) {
    return count(
        ref,
        1,
        "attribute_exists(pk) AND (attribute_not_exists(maxUploads) OR uploads < maxUploads)");
  }

  @Override
  public void giveBack(UploadToken.Ref ref) {
    count(ref, -1, "attribute_exists(pk)");
  }

  @Override
  public boolean delete(UploadToken.Ref ref) {
    return dynamoDb
        .deleteItem(
            delete -> delete.tableName(table).key(key(ref)).returnValues(ReturnValue.ALL_OLD))
        .hasAttributes();
  }

  private boolean count(UploadToken.Ref ref, int number, String condition) {
    try {
      dynamoDb.updateItem(update ->
          update
              .tableName(table)
              .key(key(ref))
              .updateExpression("ADD uploads :number")
              .conditionExpression(condition)
              .expressionAttributeValues(Map.of(":number", Items.number(number))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static Map<String, AttributeValue> key(UploadToken.Ref ref) {
    return Items.key(partition(ref.tenantId()), TOKEN + ref.tokenId());
  }

  private static String partition(String tenantId) {
    return "T#" + tenantId;
  }
}
