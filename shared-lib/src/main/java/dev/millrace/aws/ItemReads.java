package dev.millrace.aws;

import dev.millrace.batch.Together;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Strongly consistent reads of single items of a table. What several threads want at the same time
/// is read in one request, and what several of them want is read once.
public final class ItemReads {
  /// What DynamoDB takes in a request.
  private static final int MAX_KEYS = 100;

  private static final int REQUESTS_AT_ONCE = 4;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Together<Map<String, AttributeValue>, Optional<Map<String, AttributeValue>>> reads;

  public ItemReads(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.reads = new Together<>(MAX_KEYS, REQUESTS_AT_ONCE, this::findEach);
  }

  /// {@return the item of a key as it stands}
  public Optional<Map<String, AttributeValue>> find(Map<String, AttributeValue> key) {
    return reads.call(key);
  }

  /// {@return the items of at most 100 keys in the order of the keys, without those that there are
  /// not}
  public List<Map<String, AttributeValue>> findAll(List<Map<String, AttributeValue>> keys) {
    return findEach(keys).stream().flatMap(Optional::stream).toList();
  }

  private List<Optional<Map<String, AttributeValue>>> findEach(
      List<Map<String, AttributeValue>> keys) {
    Set<Map<String, AttributeValue>> distinct = Set.copyOf(keys);
    if (distinct.isEmpty()) {
      return List.of();
    }
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = new HashMap<>();
    for (Map<String, AttributeValue> item :
        distinct.size() == 1 ? one(keys.getFirst()) : many(distinct)) {
      found.put(Items.key(item), item);
    }
    return keys.stream().map(key -> Optional.ofNullable(found.get(key))).toList();
  }

  private List<Map<String, AttributeValue>> one(Map<String, AttributeValue> key) {
    Map<String, AttributeValue> item =
        dynamoDb.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
    return item.isEmpty() ? List.of() : List.of(item);
  }

  /// What DynamoDB leaves over, because it is busy or the answer would be too long, is read one by
  /// one, as patiently as the SDK reads.
  private List<Map<String, AttributeValue>> many(Collection<Map<String, AttributeValue>> keys) {
    KeysAndAttributes wanted = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    BatchGetItemResponse answer =
        dynamoDb.batchGetItem(get -> get.requestItems(Map.of(table, wanted)));
    List<Map<String, AttributeValue>> items =
        new ArrayList<>(answer.responses().getOrDefault(table, List.of()));
    KeysAndAttributes left = answer.unprocessedKeys().get(table);
    if (left != null) {
      left.keys().forEach(key -> items.addAll(one(key)));
    }
    return items;
  }
}
