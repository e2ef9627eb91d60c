package dev.millrace.eta.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.eta.DurationStore;
import dev.millrace.eta.MeanDuration;
import dev.millrace.eta.Measured;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Durations in the control table.
public final class DynamoDurations implements DurationStore {
  private static final String MEAN = "MEAN";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoDurations(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Map<Measured, MeanDuration> find(Collection<Measured> wanted) {
    Map<Measured, MeanDuration> found = new HashMap<>();
    for (Measured measured : wanted) {
      Map<String, AttributeValue> item =
          dynamoDb.getItem(get -> get.tableName(table).key(key(measured))).item();
      if (!item.isEmpty()) {
        found.put(measured, Items.read(item, MeanDuration.class));
      }
    }
    return found;
  }

  @Override
  public void add(Measured measured, Duration seen) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get -> get.tableName(table).key(key(measured)).consistentRead(true))
            .item();
    try {
      if (item.isEmpty()) {
        put(measured, MeanDuration.of(seen), "attribute_not_exists(pk)", Map.of());
      } else {
        MeanDuration known = Items.read(item, MeanDuration.class);
        put(
            measured,
            known.with(seen),
            "#count = :count",
            Map.of(":count", Items.number(known.count())));
      }
    } catch (ConditionalCheckFailedException _) {
      // Another has added at the same moment; a mean can do without one of the two.
    }
  }

  private void put(
      Measured measured, MeanDuration mean, String condition, Map<String, AttributeValue> values) {
    dynamoDb.putItem(put -> {
      put.tableName(table)
          .item(Items.write(partition(measured), MEAN, mean))
          .conditionExpression(condition);
      if (!values.isEmpty()) {
        put.expressionAttributeValues(values).expressionAttributeNames(Map.of("#count", "count"));
      }
    });
  }

  private static Map<String, AttributeValue> key(Measured measured) {
    return Items.key(partition(measured), MEAN);
  }

  private static String partition(Measured measured) {
    return "DURATION#" + measured.key();
  }
}
