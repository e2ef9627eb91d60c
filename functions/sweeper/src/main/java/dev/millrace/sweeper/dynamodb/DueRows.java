package dev.millrace.sweeper.dynamodb;

import dev.millrace.aws.DueIndex;
import dev.millrace.aws.Items;
import dev.millrace.json.MalformedJsonException;
import dev.millrace.sweeper.core.DueItems;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the index `due` of a table shows, up to a hundred items a shard at a time.
final class DueRows<T> implements DueItems<T> {
  private static final System.Logger LOG = System.getLogger(DueRows.class.getName());
  private static final int LIMIT_PER_SHARD = 100;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Function<Map<String, AttributeValue>, Optional<T>> reader;

  /// @param reader makes a thing of an item, or nothing if it is none of ours
  DueRows(
      DynamoDbClient dynamoDb,
      String table,
      Function<Map<String, AttributeValue>, Optional<T>> reader) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.reader = reader;
  }

  @Override
  public List<T> before(Instant time) {
    return DueIndex.before(dynamoDb, table, time, LIMIT_PER_SHARD).stream()
        .flatMap(item -> read(item).stream())
        .toList();
  }

  private Optional<T> read(Map<String, AttributeValue> item) {
    try {
      return reader.apply(item);
    } catch (MalformedJsonException e) {
      LOG.log(System.Logger.Level.ERROR, "passed over an item: " + Items.sort(item), e);
      return Optional.empty();
    }
  }
}
