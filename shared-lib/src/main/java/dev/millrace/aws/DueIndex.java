package dev.millrace.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The sparse index `due` of a table: items that somebody must look at by a certain time. An item
/// is in it while it has the two attributes.
public final class DueIndex {
  /// The name of the index.
  public static final String NAME = "due";

  /// Partition key of the index; a few shards, so that no partition takes all the writes.
  public static final String SHARD = "dueShard";

  /// Sort key of the index: an RFC 3339 time in UTC, of fixed width so that it sorts as text.
  public static final String AT = "dueAt";

  private static final int SHARDS = 4;

  private DueIndex() {}

  /// {@return the attributes that put an item into the index}
  ///
  /// @param id spreads items over the shards; always the same for an item
  public static Map<String, AttributeValue> attributes(String id, Instant at) {
    return Map.of(SHARD, Items.text(shard(Math.floorMod(id.hashCode(), SHARDS))), AT, time(at));
  }

  /// {@return a time as the index sorts it}
  public static AttributeValue time(Instant at) {
    return Items.text(
        "%s.%03dZ".formatted(at.toString().substring(0, 19), at.toEpochMilli() % 1000));
  }

  /// {@return items that were due before a time, those due longest first within each shard}
  ///
  /// @param limitPerShard bounds how much is read at a time
  public static List<Map<String, AttributeValue>> before(
      DynamoDbClient dynamoDb, String table, Instant time, int limitPerShard) {
    return IntStream.range(0, SHARDS)
        .mapToObj(DueIndex::shard)
        .flatMap(shard -> inShard(dynamoDb, table, shard, time, limitPerShard))
        .toList();
  }

  private static Stream<Map<String, AttributeValue>> inShard(
      DynamoDbClient dynamoDb, String table, String shard, Instant time, int limit) {
    return dynamoDb
        .query(query ->
            query
                .tableName(table)
                .indexName(NAME)
                .keyConditionExpression("#shard = :shard AND #at < :time")
                .expressionAttributeNames(Map.of("#shard", SHARD, "#at", AT))
                .expressionAttributeValues(Map.of(":shard", Items.text(shard), ":time", time(time)))
                .limit(limit))
        .items()
        .stream();
  }

  private static String shard(int number) {
    return "D#" + number;
  }
}
