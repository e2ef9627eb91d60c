package dev.millrace.inference.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.event.WebhookEvent;
import dev.millrace.inference.core.Insight;
import dev.millrace.inference.core.KeptSummary;
import dev.millrace.inference.core.KnowledgeStore;
import dev.millrace.inference.core.Pattern;
import dev.millrace.inference.core.Remembered;
import dev.millrace.inference.core.SummaryStore;
import dev.millrace.inference.core.Thought;
import dev.millrace.page.Page;
import dev.millrace.upload.dynamodb.UploadItems;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Thoughts, insights, patterns and summaries in the uploads table, beside the outbox. Each has a
/// partition of its own, `T#{tenant}#K#{id}`; the index `listing` has those of a tenant under
/// `T#{tenant}#{what}`.
public final class DynamoKnowledge implements KnowledgeStore, SummaryStore {
  private static final String INDEX = "listing";
  private static final String SHARD = "listShard";
  private static final String LIST_KEY = "listKey";
  private static final String VECTOR = "vector";
  private static final Duration SUMMARY_LIFE = Duration.ofHours(24);

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final String region;

  /// @param region stands in every notice, so that in a global table only one region relays it
  public DynamoKnowledge(DynamoDbClient dynamoDb, String table, String region) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.region = region;
  }

  /// What is kept, by its sort key.
  private enum What {
    THOUGHT,
    INSIGHT,
    PATTERN,
    SUMMARY
  }

  @Override
  public boolean keep(
      Remembered remembered,
      Optional<Insight> insight,
      List<Pattern> patterns,
      List<WebhookEvent> notices) {
    Thought thought = remembered.thought();
    Map<String, AttributeValue> item =
        item(What.THOUGHT, thought.tenantId(), thought.thoughtId(), thought, thought.createdAt());
    item.put(VECTOR, AttributeValue.fromB(bytes(remembered.vector())));
    List<Put.Builder> puts = new ArrayList<>();
    puts.add(Put.builder().item(item));
    insight.ifPresent(found ->
        puts.add(
            Put.builder()
                .item(
                    item(
                        What.INSIGHT,
                        found.tenantId(),
                        found.insightId(),
                        found,
                        found.createdAt()))));
    for (Pattern pattern : patterns) {
      puts.add(
          Put.builder()
              .item(
                  item(
                      What.PATTERN,
                      pattern.tenantId(),
                      pattern.patternId(),
                      pattern,
                      pattern.createdAt()))
              .conditionExpression("attribute_not_exists(pk)"));
    }
    try {
      write(puts, notices);
      return true;
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().stream()
          .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()))) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<Thought> find(String tenantId, String thoughtId) {
    return get(What.THOUGHT, tenantId, thoughtId).map(item -> Items.read(item, Thought.class));
  }

  @Override
  public boolean delete(String tenantId, String thoughtId) {
    dynamoDb.deleteItem(delete ->
        delete
            .tableName(table)
            .key(key(What.INSIGHT, tenantId, Insight.idOf(tenantId, thoughtId))));
    return !dynamoDb
        .deleteItem(delete ->
            delete
                .tableName(table)
                .key(key(What.THOUGHT, tenantId, thoughtId))
                .returnValues(ReturnValue.ALL_OLD))
        .attributes()
        .isEmpty();
  }

  @Override
  public List<Remembered> recent(String tenantId, Instant since, int limit) {
    return dynamoDb
        .queryPaginator(
            newestFirst()
                .keyConditionExpression("listShard = :shard AND listKey >= :since")
                .expressionAttributeValues(
                    Map.of(
                        ":shard", Items.text(shard(What.THOUGHT, tenantId)),
                        ":since", Items.text(time(since))))
                .build())
        .items()
        .stream()
        .limit(limit)
        .map(item ->
            new Remembered(Items.read(without(item), Thought.class), floats(item.get(VECTOR))))
        .toList();
  }

  @Override
  public boolean knows(String tenantId, String patternId) {
    return get(What.PATTERN, tenantId, patternId).isPresent();
  }

  @Override
  public Page<Thought> thoughts(String tenantId, Optional<String> after, int limit) {
    return page(What.THOUGHT, tenantId, after, limit, Thought.class);
  }

  @Override
  public Page<Insight> insights(String tenantId, Optional<String> after, int limit) {
    return page(What.INSIGHT, tenantId, after, limit, Insight.class);
  }

  @Override
  public Page<Pattern> patterns(String tenantId, Optional<String> after, int limit) {
    return page(What.PATTERN, tenantId, after, limit, Pattern.class);
  }

  @Override
  public Optional<KeptSummary> findSummary(String tenantId, String summaryId) {
    return get(What.SUMMARY, tenantId, summaryId).map(item -> Items.read(item, KeptSummary.class));
  }

  @Override
  public void keep(KeptSummary summary, WebhookEvent notice) {
    Map<String, AttributeValue> item =
        new HashMap<>(
            Items.write(
                partition(summary.tenantId(), summary.summaryId()), What.SUMMARY.name(), summary));
    item.put("ttl", Items.number(summary.createdAt().plus(SUMMARY_LIFE).getEpochSecond()));
    write(List.of(Put.builder().item(item)), List.of(notice));
  }

  private void write(List<Put.Builder> puts, List<WebhookEvent> notices) {
    List<TransactWriteItem> writes =
        Stream.concat(
                puts.stream(),
                notices.stream()
                    .map(notice -> Put.builder().item(UploadItems.write(notice, region))))
            .map(put -> TransactWriteItem.builder().put(put.tableName(table).build()).build())
            .toList();
    dynamoDb.transactWriteItems(transaction -> transaction.transactItems(writes));
  }

  private Optional<Map<String, AttributeValue>> get(What what, String tenantId, String id) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get -> get.tableName(table).key(key(what, tenantId, id)).consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(without(item));
  }

  private <T> Page<T> page(
      What what, String tenantId, Optional<String> after, int limit, Class<T> type) {
    QueryRequest.Builder query =
        newestFirst()
            .keyConditionExpression("listShard = :shard")
            .expressionAttributeValues(Map.of(":shard", Items.text(shard(what, tenantId))))
            .limit(limit);
    after.ifPresent(position -> query.exclusiveStartKey(start(what, tenantId, position)));
    QueryResponse found = dynamoDb.query(query.build());
    List<T> items = found.items().stream().map(item -> Items.read(without(item), type)).toList();
    return new Page<>(
        items, found.hasLastEvaluatedKey() ? position(found.lastEvaluatedKey()) : null);
  }

  private QueryRequest.Builder newestFirst() {
    return QueryRequest.builder().tableName(table).indexName(INDEX).scanIndexForward(false);
  }

  /// A position is the place of the last item that was handed out.
  private static @Nullable String position(Map<String, AttributeValue> key) {
    AttributeValue place = key.get(LIST_KEY);
    return place == null ? null : place.s();
  }

  private static Map<String, AttributeValue> start(What what, String tenantId, String position) {
    String id = position.substring(position.indexOf('#') + 1);
    Map<String, AttributeValue> start = new HashMap<>(key(what, tenantId, id));
    start.put(SHARD, Items.text(shard(what, tenantId)));
    start.put(LIST_KEY, Items.text(position));
    return start;
  }

  private static Map<String, AttributeValue> item(
      What what, String tenantId, String id, Object content, Instant createdAt) {
    Map<String, AttributeValue> item =
        new HashMap<>(Items.write(partition(tenantId, id), what.name(), content));
    item.put(SHARD, Items.text(shard(what, tenantId)));
    item.put(LIST_KEY, Items.text(time(createdAt) + "#" + id));
    return item;
  }

  private static Map<String, AttributeValue> key(What what, String tenantId, String id) {
    return Items.key(partition(tenantId, id), what.name());
  }

  private static String partition(String tenantId, String id) {
    return "T#%s#K#%s".formatted(tenantId, id);
  }

  private static String shard(What what, String tenantId) {
    return "T#%s#%s".formatted(tenantId, what.name());
  }

  /// Of fixed width, so that it sorts as text.
  private static String time(Instant at) {
    return "%013d".formatted(at.toEpochMilli());
  }

  /// The vector has no JSON form.
  private static Map<String, AttributeValue> without(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> rest = new HashMap<>(item);
    rest.remove(VECTOR);
    return rest;
  }

  private static SdkBytes bytes(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return SdkBytes.fromByteArray(bytes.array());
  }

  private static float[] floats(@Nullable AttributeValue value) {
    if (value == null) {
      throw new IllegalArgumentException("a thought without a vector");
    }
    ByteBuffer bytes = value.b().asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] vector = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(vector);
    return vector;
  }
}
