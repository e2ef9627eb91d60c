package dev.millrace.local.triggers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.local.json.Json;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/// Stream records in the shape that functions get them.
final class StreamRecords {
  private StreamRecords() {}

  static ObjectNode event(Record record, String region, String streamArn) {
    ObjectNode event = Json.object();
    event
        .put("eventID", record.eventID())
        .put("eventName", record.eventNameAsString())
        .put("eventVersion", "1.1")
        .put("eventSource", "aws:dynamodb")
        .put("awsRegion", region)
        .put("eventSourceARN", streamArn);
    if (record.userIdentity() != null) {
      event
          .putObject("userIdentity")
          .put("type", record.userIdentity().type())
          .put("principalId", record.userIdentity().principalId());
    }
    StreamRecord change = record.dynamodb();
    ObjectNode dynamodb = event.putObject("dynamodb");
    dynamodb.put(
        "ApproximateCreationDateTime", change.approximateCreationDateTime().getEpochSecond());
    dynamodb.set("Keys", item(change.keys()));
    if (change.hasNewImage()) {
      dynamodb.set("NewImage", item(change.newImage()));
    }
    if (change.hasOldImage()) {
      dynamodb.set("OldImage", item(change.oldImage()));
    }
    dynamodb
        .put("SequenceNumber", change.sequenceNumber())
        .put("SizeBytes", change.sizeBytes())
        .put("StreamViewType", change.streamViewTypeAsString());
    return event;
  }

  /// DynamoDB Local sends an empty list or map without its type, so it is left out here.
  private static ObjectNode item(Map<String, AttributeValue> attributes) {
    ObjectNode item = Json.object();
    attributes.forEach((name, value) -> {
      if (value.type() != AttributeValue.Type.UNKNOWN_TO_SDK_VERSION) {
        item.set(name, attribute(value));
      }
    });
    return item;
  }

  private static ObjectNode attribute(AttributeValue value) {
    ObjectNode attribute = Json.object();
    switch (value.type()) {
      case S -> attribute.put("S", value.s());
      case N -> attribute.put("N", value.n());
      case BOOL -> attribute.put("BOOL", value.bool());
      case NUL -> attribute.put("NULL", true);
      case B -> attribute.put("B", base64(value.b()));
      case M -> attribute.set("M", item(value.m()));
      case L -> {
        ArrayNode list = attribute.putArray("L");
        value.l().forEach(element -> list.add(attribute(element)));
      }
      case SS -> value.ss().forEach(attribute.putArray("SS")::add);
      case NS -> value.ns().forEach(attribute.putArray("NS")::add);
      case BS -> {
        ArrayNode set = attribute.putArray("BS");
        value.bs().forEach(element -> set.add(base64(element)));
      }
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("Unknown attribute type: " + value);
    }
    return attribute;
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }
}
