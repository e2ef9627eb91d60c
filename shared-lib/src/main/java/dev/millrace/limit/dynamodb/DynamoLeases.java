package dev.millrace.limit.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.limit.Lease;
import dev.millrace.limit.LeaseStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Leases in the control table: a partition for each pool, an item for each place that is held.
/// DynamoDB deletes expired items late, so a place counts as free by its time.
public final class DynamoLeases implements LeaseStore {
  private static final String OWNER = "owner";
  private static final String UNTIL = "heldUntilMillis";
  private static final Duration KEPT_FOR = Duration.ofHours(1);

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Supplier<String> owners;
  private final Clock clock;

  /// @param owners a new name for each holding
  public DynamoLeases(DynamoDbClient dynamoDb, String table, Supplier<String> owners, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.owners = owners;
    this.clock = clock;
  }

  @Override
  public Optional<Lease> take(String pool, int size, Duration lifetime) {
    Set<Integer> held = held(pool);
    List<Integer> free =
        IntStream.range(0, size).filter(slot -> !held.contains(slot)).boxed().toList();
    String owner = owners.get();
    int start = free.isEmpty() ? 0 : Math.floorMod(owner.hashCode(), free.size());
    return IntStream.range(0, free.size())
        .mapToObj(i -> new Lease(pool, free.get((start + i) % free.size()), owner))
        .filter(lease -> put(lease, lifetime, "attribute_not_exists(pk) OR #until <= :now"))
        .findFirst();
  }

  @Override
  public boolean renew(Lease lease, Duration lifetime) {
    return put(lease, lifetime, "#owner = :owner AND #until > :now");
  }

  @Override
  public void release(Lease lease) {
    try {
      dynamoDb.deleteItem(delete ->
          delete
              .tableName(table)
              .key(key(lease))
              .conditionExpression("#owner = :owner")
              .expressionAttributeNames(Map.of("#owner", OWNER))
              .expressionAttributeValues(Map.of(":owner", Items.text(lease.owner()))));
    } catch (ConditionalCheckFailedException _) {
      // Its time was over, and another has the place.
    }
  }

  private Set<Integer> held(String pool) {
    long now = clock.millis();
    Set<Integer> held = new HashSet<>();
    dynamoDb
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pool")
                .expressionAttributeValues(Map.of(":pool", Items.text(partition(pool))))
                .consistentRead(true))
        .items()
        .stream()
        .filter(item -> heldUntil(item) > now)
        .forEach(item -> held.add(Integer.valueOf(Items.sort(item))));
    return held;
  }

  private static long heldUntil(Map<String, AttributeValue> item) {
    AttributeValue until = item.get(UNTIL);
    return until == null ? 0 : Long.parseLong(until.n());
  }

  private boolean put(Lease lease, Duration lifetime, String condition) {
    long now = clock.millis();
    long until = now + lifetime.toMillis();
    try {
      dynamoDb.updateItem(update ->
          update
              .tableName(table)
              .key(key(lease))
              .updateExpression("SET #owner = :owner, #until = :until, #expires = :expires")
              .conditionExpression(condition)
              .expressionAttributeNames(
                  Map.of("#owner", OWNER, "#until", UNTIL, "#expires", Items.EXPIRES_AT))
              .expressionAttributeValues(
                  Map.of(
                      ":owner", Items.text(lease.owner()),
                      ":until", Items.number(until),
                      ":expires", Items.number((until + KEPT_FOR.toMillis()) / 1000),
                      ":now", Items.number(now))));
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  private static Map<String, AttributeValue> key(Lease lease) {
    return Items.key(partition(lease.pool()), Integer.toString(lease.slot()));
  }

  private static String partition(String pool) {
    return "LEASES#" + pool;
  }
}
