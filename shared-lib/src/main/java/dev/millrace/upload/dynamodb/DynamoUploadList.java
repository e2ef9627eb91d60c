package dev.millrace.upload.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.page.Page;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadList;
import dev.millrace.upload.UploadState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Lists uploads by the index `listing`, which is spread over shards so that no partition takes all
/// the writes of a busy tenant. A page merges what each shard has; where one was not read to its
/// end, the page ends no later than that shard was read.
public final class DynamoUploadList implements UploadList {
  private static final String INDEX = "listing";
  private static final String SHARD = "listShard";
  private static final String KEY = "listKey";
  private static final int SHARDS = 4;
  private static final String AFTER_ALL = "~";
  private static final int LEAST_READ = 100;

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoUploadList(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /// An upload and its place in the list.
  private record Entry(String key, Upload upload) {}

  /// What was read of a shard.
  ///
  /// @param readTo the place to which it was read; null if to its end
  private record Part(List<Entry> entries, @Nullable String readTo) {}

  /// {@return the attributes that put an upload into the index}
  static Map<String, AttributeValue> attributes(Upload upload) {
    String uploadId = upload.ref().uploadId();
    String createdAt = "%013d".formatted(upload.createdAt().toEpochMilli());
    return Map.of(
        SHARD,
        Items.text(shard(upload.ref().tenantId(), Math.floorMod(uploadId.hashCode(), SHARDS))),
        KEY,
        Items.text(createdAt + "#" + uploadId));
  }

  @Override
  public Page<Upload> list(
      String tenantId, Set<UploadState> states, int limit, Optional<String> after) {
    String start = after.orElse(AFTER_ALL);
    List<Part> parts =
        IntStream.range(0, SHARDS)
            .mapToObj(shard -> read(shard(tenantId, shard), states, limit, start))
            .toList();
    Optional<String> horizon =
        parts.stream()
            .flatMap(part -> Stream.ofNullable(part.readTo()))
            .max(Comparator.naturalOrder());
    List<Entry> sure =
        parts.stream()
            .flatMap(part -> part.entries().stream())
            .filter(entry -> horizon.isEmpty() || entry.key().compareTo(horizon.get()) >= 0)
            .sorted(Comparator.comparing(Entry::key).reversed())
            .toList();
    List<Entry> page = sure.subList(0, Math.min(limit, sure.size()));
    String next = sure.size() > limit ? page.getLast().key() : horizon.orElse(null);
    return new Page<>(page.stream().map(Entry::upload).toList(), next);
  }

  private Part read(String shard, Set<UploadState> states, int limit, String start) {
    Map<String, String> names = Map.of("#shard", SHARD, "#key", KEY, "#state", "state");
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":shard", Items.text(shard));
    values.put(":start", Items.text(start));
    states.forEach(state -> values.put(":" + state.name(), Items.text(state.name())));
    String among =
        states.stream().map(state -> ":" + state.name()).collect(Collectors.joining(", "));
    QueryResponse answer =
        dynamoDb.query(query ->
            query
                .tableName(table)
                .indexName(INDEX)
                .keyConditionExpression("#shard = :shard AND #key < :start")
                .filterExpression("#state IN (" + among + ")")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .scanIndexForward(false)
                .limit(Math.max(limit, LEAST_READ)));
    return new Part(
        answer.items().stream()
            .map(item -> new Entry(key(item), UploadItems.upload(item)))
            .toList(),
        answer.hasLastEvaluatedKey() ? key(answer.lastEvaluatedKey()) : null);
  }

  private static String key(Map<String, AttributeValue> item) {
    AttributeValue key = item.get(KEY);
    if (key == null) {
      throw new IllegalStateException("an item of the list has no place in it");
    }
    return key.s();
  }

  private static String shard(String tenantId, int number) {
    return "T#" + tenantId + "#" + number;
  }
}
