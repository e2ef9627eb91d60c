package dev.millrace.aws;

import dev.millrace.json.Json;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Turns records into DynamoDB items and back, by way of their JSON form. Every table has the
/// string keys `pk` and `sk`.
public final class Items {
  /// The partition key of every table.
  public static final String PARTITION = "pk";

  /// The sort key of every table.
  public static final String SORT = "sk";

  /// When DynamoDB may delete an item of the control table, in seconds since 1970.
  public static final String EXPIRES_AT = "expiresAtEpoch";

  private Items() {}

  /// {@return the key of an item}
  public static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(PARTITION, text(partition), SORT, text(sort));
  }

  /// {@return the key that an item has}
  public static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    return Map.of(PARTITION, present(item, PARTITION), SORT, present(item, SORT));
  }

  /// {@return the item of a record, for the caller to add attributes to}
  public static Map<String, AttributeValue> write(String partition, String sort, Object content) {
    Map<String, AttributeValue> item = Attributes.of(Json.tree(content));
    item.putAll(key(partition, sort));
    return item;
  }

  /// {@return the record that an item holds}
  public static <T> T read(Map<String, AttributeValue> item, Class<T> type) {
    return Json.read(Attributes.json(item), type);
  }

  /// {@return the sort key of an item}
  public static String sort(Map<String, AttributeValue> item) {
    return present(item, SORT).s();
  }

  private static AttributeValue present(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalArgumentException("not an item: it has no " + name);
    }
    return value;
  }

  /// {@return a string attribute}
  public static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  /// {@return a record as an attribute of an item}
  public static AttributeValue nested(Object content) {
    return AttributeValue.fromM(Attributes.of(Json.tree(content)));
  }

  /// {@return a number attribute}
  public static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
