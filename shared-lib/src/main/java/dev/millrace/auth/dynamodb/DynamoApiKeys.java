package dev.millrace.auth.dynamodb;

import dev.millrace.auth.ApiKey;
import dev.millrace.auth.ApiKeyStore;
import dev.millrace.aws.Items;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// API keys in the control table.
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
  public void save(ApiKey key) {
    dynamoDb.putItem(
        put -> put.tableName(table).item(Items.write(partition(key.hash()), KEY, key)));
  }

  private static String partition(String hash) {
    return "KEY#" + hash;
  }
}
