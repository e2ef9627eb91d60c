package dev.millrace.flag.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.flag.FlagRule;
import dev.millrace.flag.FlagStore;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Rules of flags in the control table.
public final class DynamoFlags implements FlagStore {
  private static final String FLAG = "FLAG";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoFlags(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Optional<FlagRule> find(String key) {
    Map<String, AttributeValue> item =
        dynamoDb.getItem(get -> get.tableName(table).key(Items.key(partition(key), FLAG))).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(Items.read(item, FlagRule.class));
  }

  @Override
  public void save(FlagRule rule) {
    dynamoDb.putItem(
        put -> put.tableName(table).item(Items.write(partition(rule.key()), FLAG, rule)));
  }

  @Override
  public void delete(String key) {
    dynamoDb.deleteItem(delete -> delete.tableName(table).key(Items.key(partition(key), FLAG)));
  }

  private static String partition(String key) {
    return "FLAG#" + key;
  }
}
