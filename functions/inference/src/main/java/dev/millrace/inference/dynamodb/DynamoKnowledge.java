package dev.millrace.inference.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.event.WebhookEvent;
import dev.millrace.inference.core.summary.KeptSummary;
import dev.millrace.inference.core.summary.SummaryStore;
import dev.millrace.inference.core.thought.Insight;
import dev.millrace.inference.core.thought.KnowledgeStore;
import dev.millrace.inference.core.thought.Memory;
import dev.millrace.inference.core.thought.Pattern;
import dev.millrace.inference.core.thought.Remembered;
import dev.millrace.inference.core.thought.Thought;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
/// `T#{tenant}#{what}`. What thoughts are compared with is read from one partition,
/// `T#{tenant}#MEMORY`: the thoughts with their vectors by time, and above them the time of the
/// latest, which every new one replaces on condition that it is still that.
public final class DynamoKnowledge implements KnowledgeStore, SummaryStore {
  private static final String INDEX = "listing";
  private static final String SHARD = "listShard";
  private static final String LIST_KEY = "listKey";
  private static final String VECTOR = "vector";
  private static final String LATEST = "LATEST";
  private static final String AT = "at";
  private static final Set<String> OTHERS_WERE_FASTER =
      Set.of("ConditionalCheckFailed", "TransactionConflict");
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
      List<WebhookEvent> notices,
      Memory seen) {
    Thought thought = remembered.thought();
    List<Put.Builder> puts = new ArrayList<>();
    puts.add(Put.builder().item(remembrance(remembered)));
    puts.add(latest(thought, seen));
    puts.add(
        Put.builder()
            .item(
                item(
                    What.THOUGHT,
                    thought.tenantId(),
                    thought.thoughtId(),
                    thought,
                    thought.createdAt())));
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
          .anyMatch(reason -> OTHERS_WERE_FASTER.contains(reason.code()))) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<Thought> find(String tenantId, String thoughtId) {
    return get(What.THOUGHT, tenantId, thoughtId).map(item -> Items.read(item, Thought.class));
  }

  /// A crash on the way leaves the thought itself, to be deleted again.
  @Override
  public boolean delete(String tenantId, String thoughtId) {
    Optional<Thought> thought = find(tenantId, thoughtId);
    if (thought.isEmpty()) {
      return false;
    }
    delete(memoryKey(thought.get()));
    delete(key(What.INSIGHT, tenantId, Insight.idOf(tenantId, thoughtId)));
    return !delete(key(What.THOUGHT, tenantId, thoughtId)).isEmpty();
  }

  private Map<String, AttributeValue> delete(Map<String, AttributeValue> key) {
    return dynamoDb
        .deleteItem(delete -> delete.tableName(table).key(key).returnValues(ReturnValue.ALL_OLD))
        .attributes();
  }

  /// The time of the latest is read first: whatever comes after it changes it.
  @Override
  public Memory memory(String tenantId, Instant since, int limit) {
    List<Map<String, AttributeValue>> items =
        dynamoDb
            .queryPaginator(query ->
                query
                    .tableName(table)
                    .keyConditionExpression("pk = :pk AND sk >= :since")
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", Items.text(memoryPartition(tenantId)),
                            ":since", Items.text(time(since))))
                    .scanIndexForward(false)
                    .consistentRead(true))
            .items()
            .stream()
            .limit(limit + 1L)
            .toList();
    if (items.isEmpty()) {
      return new Memory(Optional.empty(), List.of());
    }
    return new Memory(
        Optional.of(Instant.ofEpochMilli(Long.parseLong(attribute(items.getFirst(), AT).n()))),
        items.stream().skip(1).map(DynamoKnowledge::remembered).toList());
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

  private static Map<String, AttributeValue> remembrance(Remembered remembered) {
    Thought thought = remembered.thought();
    Map<String, AttributeValue> item =
        new HashMap<>(
            Items.write(memoryPartition(thought.tenantId()), memorySort(thought), thought));
    item.put(VECTOR, AttributeValue.fromB(bytes(remembered.vector())));
    return item;
  }

  private static Remembered remembered(Map<String, AttributeValue> item) {
    return new Remembered(
        Items.read(without(item), Thought.class), floats(attribute(item, VECTOR)));
  }

  /// A repeated try may have an earlier time than the latest, which then stays.
  private static Put.Builder latest(Thought thought, Memory seen) {
    long createdAt = thought.createdAt().toEpochMilli();
    long before = seen.latest().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
    Map<String, AttributeValue> item =
        new HashMap<>(Items.key(memoryPartition(thought.tenantId()), LATEST));
    item.put(AT, Items.number(Math.max(createdAt, before)));
    Put.Builder put = Put.builder().item(item);
    return seen.latest().isEmpty()
        ? put.conditionExpression("attribute_not_exists(pk)")
        : put.conditionExpression("#at = :seen")
            .expressionAttributeNames(Map.of("#at", AT))
            .expressionAttributeValues(Map.of(":seen", Items.number(before)));
  }

  private static Map<String, AttributeValue> memoryKey(Thought thought) {
    return Items.key(memoryPartition(thought.tenantId()), memorySort(thought));
  }

  private static String memoryPartition(String tenantId) {
    return "T#%s#MEMORY".formatted(tenantId);
  }

  private static String memorySort(Thought thought) {
    return time(thought.createdAt()) + "#" + thought.thoughtId();
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

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name);
  }

  private static float[] floats(AttributeValue value) {
    ByteBuffer bytes = value.b().asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] vector = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(vector);
    return vector;
  }
}
