package dev.millrace.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import java.util.List;
import java.util.Map;

/// Reads what invokes a function that works on messages.
public final class SqsEvents {
  private SqsEvents() {}

  /// {@return the messages that an invocation brings} Anything but messages, such as the S3 event
  /// that `sam local generate-event s3 put` makes, is taken for one message of that content, which
  /// has no receipt.
  public static SQSEvent of(Map<String, Object> invocation) {
    JsonNode event = Json.tree((Object) invocation);
    JsonNode records = event.path("Records");
    List<SQSMessage> messages =
        records.path(0).has("body")
            ? records.valueStream().map(SqsEvents::message).toList()
            : List.of(bare(event));
    SQSEvent read = new SQSEvent();
    read.setRecords(messages);
    return read;
  }

  private static SQSMessage message(JsonNode record) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(record.path("messageId").asText());
    message.setReceiptHandle(record.path("receiptHandle").asText());
    message.setEventSourceArn(record.path("eventSourceARN").asText());
    message.setBody(record.path("body").asText());
    return message;
  }

  private static SQSMessage bare(JsonNode content) {
    SQSMessage message = new SQSMessage();
    message.setMessageId("none");
    message.setBody(content.toString());
    return message;
  }
}
