package dev.millrace.relay.dynamodb;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Turns the items of a stream's records, which Lambda has types of its own for, into the SDK's.
final class StreamItems {
  private StreamItems() {}

  static Map<String, AttributeValue> read(
      Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
          item) {
    return item.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> read(entry.getValue())));
  }

  private static AttributeValue read(
      com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue value) {
    if (value.getS() != null) {
      return AttributeValue.fromS(value.getS());
    }
    if (value.getN() != null) {
      return AttributeValue.fromN(value.getN());
    }
    if (value.getBOOL() != null) {
      return AttributeValue.fromBool(value.getBOOL());
    }
    if (value.getM() != null) {
      return AttributeValue.fromM(read(value.getM()));
    }
    if (value.getL() != null) {
      return AttributeValue.fromL(value.getL().stream().map(StreamItems::read).toList());
    }
    if (value.getSS() != null) {
      return AttributeValue.fromSs(value.getSS());
    }
    return AttributeValue.fromNul(true);
  }
}
