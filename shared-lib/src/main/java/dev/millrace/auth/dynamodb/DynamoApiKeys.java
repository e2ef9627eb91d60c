package dev.millrace.auth.dynamodb;

import dev.millrace.auth.ApiKey;
import dev.millrace.auth.ApiKeyStore;
import dev.millrace.aws.Items;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// API keys in the control table: each as an item of its own, to be found by its hash, and as one
/// in the partition of its tenant, to be listed. Both are written in one transaction.
public final class DynamoApiKeys implements ApiKeyStore {
  private static final String KEY = "KEY";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoApiKeys(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Optional<ApiKey> find(String hash) {
    Map<String, AttributeValue> item =
        dynamoDb.getItem(get -> get.tableName(table).key(Items.key(partition(hash), KEY))).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(Items.read(item, ApiKey.class));
  }

  @Override
  public List<ApiKey> ofTenant(String tenantId) {
    return dynamoDb
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Items.text(tenant(tenantId))))
                .consistentRead(true))
        .items()
        .stream()
        .map(item -> Items.read(item, ApiKey.class))
        .toList();
  }

  @Override
  public void save(ApiKey key) {
    dynamoDb.transactWriteItems(transaction ->
        transaction.transactItems(
            put(Items.write(partition(key.hash()), KEY, key)),
            put(Items.write(tenant(key.tenantId()), KEY + "#" + key.keyId(), key))));
  }

  private TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
  }

  private static String tenant(String tenantId) {
    return "KEYS#T#" + tenantId;
  }

  private static String partition(String hash) {
    return "KEY#" + hash;
  }
}
