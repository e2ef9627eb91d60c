package dev.millrace.limit.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.limit.UsageStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// Counts in the control table: an item for each {@value UsageStore#SLOTS} slots of a key. Adding
/// answers with the current item; the one before it hardly changes any more, and is read once.
public final class DynamoUsage implements UsageStore {
  private static final String SLOT = "slot";
  private static final int MAX_REMEMBERED = 10_000;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;
  private final LinkedHashMap<Page, Map<Long, Long>> past = new LinkedHashMap<>();

  public DynamoUsage(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
  }

  /// Ten slots of a key.
  private record Page(String key, long number) {
    static Page of(String key, long slot) {
      return new Page(key, Math.floorDiv(slot, SLOTS));
    }

    Page before() {
      return new Page(key, number - 1);
    }

    Map<String, AttributeValue> itemKey() {
      return Items.key("USED#" + key, "PAGE#" + number);
    }

    Map<Long, Long> used(Map<String, AttributeValue> item) {
      Map<Long, Long> used = new HashMap<>();
      for (int i = 0; i < SLOTS; i++) {
        AttributeValue amount = item.get(SLOT + i);
        if (amount != null) {
          used.put(number * SLOTS + i, Long.valueOf(amount.n()));
        }
      }
      return used;
    }
  }

  @Override
  public Map<Long, Long> add(String key, long slot, long amount, Duration keptFor) {
    Page page = Page.of(key, slot);
    Map<Long, Long> used = new HashMap<>(page.used(addTo(page, slot, amount, keptFor)));
    boolean settled = Math.floorMod(slot, SLOTS) > 0;
    used.putAll(settled ? remembered(page.before()) : read(page.before()));
    return used;
  }

  private Map<String, AttributeValue> addTo(Page page, long slot, long amount, Duration keptFor) {
    long expiresAt = clock.instant().plus(keptFor).getEpochSecond();
    return dynamoDb
        .updateItem(update ->
            update
                .tableName(table)
                .key(page.itemKey())
                .updateExpression("ADD #slot :amount SET #expires = :expires")
                .expressionAttributeNames(
                    Map.of(
                        "#slot", SLOT + Math.floorMod(slot, SLOTS), "#expires", Items.EXPIRES_AT))
                .expressionAttributeValues(
                    Map.of(":amount", Items.number(amount), ":expires", Items.number(expiresAt)))
                .returnValues(ReturnValue.ALL_NEW))
        .attributes();
  }

  private Map<Long, Long> remembered(Page page) {
    synchronized (past) {
      Map<Long, Long> known = past.get(page);
      if (known != null) {
        return known;
      }
    }
    Map<Long, Long> used = read(page);
    synchronized (past) {
      past.put(page, used);
      if (past.size() > MAX_REMEMBERED) {
        past.pollFirstEntry();
      }
    }
    return used;
  }

  private Map<Long, Long> read(Page page) {
    return page.used(
        dynamoDb
            .getItem(get -> get.tableName(table).key(page.itemKey()).consistentRead(true))
            .item());
  }
}
