package dev.millrace.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqsEventsTest {
  @Test
  void messagesAreReadAsSqsSendsThem() {
    List<SQSMessage> messages =
        SqsEvents.of(Map.of("Records", List.of(record("1"), record("2")))).getRecords();

    assertThat(messages).extracting(SQSMessage::getMessageId).containsExactly("m-1", "m-2");
    assertThat(messages.getFirst().getReceiptHandle()).isEqualTo("r-1");
    assertThat(messages.getFirst().getEventSourceArn()).isEqualTo("arn:aws:sqs:::queue");
    assertThat(messages.getFirst().getBody()).isEqualTo("{\"n\":1}");
  }

  @Test
  void anythingElseIsOneMessageWithoutReceipt() {
    List<SQSMessage> messages =
        SqsEvents.of(Map.of("Records", List.of(Map.of("eventSource", "aws:s3")))).getRecords();

    assertThat(messages)
        .singleElement()
        .satisfies(message -> {
          assertThat(message.getBody()).isEqualTo("{\"Records\":[{\"eventSource\":\"aws:s3\"}]}");
          assertThat(message.getReceiptHandle()).isNull();
        });
  }

  private static Map<String, Object> record(String number) {
    return Map.of(
        "messageId", "m-" + number,
        "receiptHandle", "r-" + number,
        "body", "{\"n\":" + number + "}",
        "eventSourceARN", "arn:aws:sqs:::queue");
  }
}
