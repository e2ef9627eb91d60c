package dev.millrace.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class PostponementTest {
  private static final String QUEUE = "http://sqs/1/queue";
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final FakeSqs sqs = new FakeSqs();

  @Test
  void aCopyGoesBackIntoTheQueueThatItCameFrom() {
    postponement().putBack(message("queue"));

    assertThat(sqs.sent)
        .singleElement()
        .satisfies(copy -> {
          assertThat(copy.queueUrl()).isEqualTo(QUEUE);
          assertThat(copy.messageBody()).isEqualTo("what has arrived");
        });
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 2", "20, 1, 2", "500, 1, 50", "1000000, 1, 900"})
  void theMoreAreWaitingTheLaterEachComesAgain(long waiting, int least, int most) {
    sqs.delayed = waiting;
    Postponement postponement = postponement();
    IntStream.range(0, 3000).forEach(_ -> postponement.putBack(message("queue")));

    assertThat(sqs.sent).extracting(SendMessageRequest::delaySeconds).contains(least, most);
    assertThat(sqs.sent)
        .extracting(SendMessageRequest::delaySeconds)
        .allMatch(seconds -> seconds >= least && seconds <= most);
    assertThat(sqs.asked).as("the queue's length is remembered for a while").isEqualTo(1);
  }

  @Test
  void aMessageOfAnUnknownQueueIsRefused() {
    assertThatThrownBy(() -> postponement().putBack(message("other")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other");
  }

  private Postponement postponement() {
    return new Postponement(sqs, List.of(QUEUE), new Random(1), CLOCK);
  }

  private static SQSMessage message(String queue) {
    SQSMessage message = new SQSMessage();
    message.setBody("what has arrived");
    message.setEventSourceArn("arn:aws:sqs:eu:1:" + queue);
    return message;
  }

  private static final class FakeSqs implements SqsClient {
    private final List<SendMessageRequest> sent = new ArrayList<>();
    private long delayed;
    private int asked;

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      sent.add(request);
      return SendMessageResponse.builder().build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
      asked++;
      return GetQueueAttributesResponse.builder()
          .attributes(
              Map.of(
                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                  Long.toString(delayed)))
          .build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
