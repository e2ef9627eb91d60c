package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.eta.sqs.FileQueues;
import dev.millrace.eta.sqs.SqsBacklog;
import dev.millrace.testing.MovableClock;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Priority;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The length of a queue, from the real thing.
class SqsBacklogTest {
  private final SqsClient sqs = TemplateServices.sqs();
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final String url =
      sqs.createQueue(queue -> queue.queueName("backlog-" + UUID.randomUUID())).queueUrl();
  private final SqsBacklog backlog =
      new SqsBacklog(
          sqs,
          new FileQueues(
              Map.of(Priority.NORMAL, url, Priority.HIGH, url + "-missing"),
              Map.of(Priority.NORMAL, url, Priority.HIGH, url),
              1,
              1),
          clock);

  @Test
  void countsWhatWaitsAndRemembersItForAWhile() {
    assertThat(backlog.waiting(Kind.PDF, Priority.NORMAL)).isZero();
    sqs.sendMessage(message -> message.queueUrl(url).messageBody("a"));
    sqs.sendMessage(message -> message.queueUrl(url).messageBody("b"));

    assertThat(backlog.waiting(Kind.PDF, Priority.NORMAL)).isZero();
    clock.advance(Duration.ofSeconds(5));
    assertThat(backlog.waiting(Kind.PDF, Priority.NORMAL)).isEqualTo(2);
  }

  @Test
  void aQueueThatDoesNotAnswerCountsAsEmpty() {
    assertThat(backlog.waiting(Kind.PDF, Priority.HIGH)).isZero();
  }
}
