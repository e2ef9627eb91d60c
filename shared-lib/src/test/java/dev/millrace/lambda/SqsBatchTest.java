package dev.millrace.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.millrace.json.Json;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SqsBatchTest {
  @Test
  void onlyWhatFailedIsHandedOutAgainAndWhatCannotBeReadIsDropped() {
    SQSEvent event = new SQSEvent();
    event.setRecords(
        List.of(
            message("good", "{}"), message("bad", "{\"fail\":1}"), message("junk", "not json")));

    assertThat(
            SqsBatch.forEach(
                    event,
                    new Work(Tracer.NONE),
                    "message.handled",
                    (message, line) -> {
                      if (Json.tree(message.getBody()).has("fail")) {
                        throw new IllegalStateException("told to");
                      }
                    })
                .getBatchItemFailures())
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("bad");
  }

  @Test
  void allMessagesAreHandledAtOnceWithTheSameCare() {
    SQSEvent event = new SQSEvent();
    event.setRecords(
        List.of(
            message("good", "{}"), message("bad", "{\"fail\":1}"), message("junk", "not json")));
    CountDownLatch atOnce = new CountDownLatch(3);

    assertThat(
            SqsBatch.atOnce(
                    event,
                    new Work(Tracer.NONE),
                    "message.handled",
                    (message, line) -> {
                      meet(atOnce);
                      if (Json.tree(message.getBody()).has("fail")) {
                        throw new IllegalStateException("told to");
                      }
                    })
                .getBatchItemFailures())
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("bad");
  }

  private static void meet(CountDownLatch atOnce) {
    atOnce.countDown();
    try {
      assertThat(atOnce.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SQSMessage message(String id, String body) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    return message;
  }
}
