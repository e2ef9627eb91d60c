package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.millrace.lambda.FairTurns;
import dev.millrace.lambda.Postponement;
import dev.millrace.limit.Workplaces;
import dev.millrace.limit.dynamodb.DynamoLeases;
import dev.millrace.testing.MemoryFlags;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// A share of the workers for each tenant, on the real tables and queues.
class FairTurnsTest {
  private static final Duration LEASE = Duration.ofMillis(900);

  private final SqsClient sqs = TemplateServices.sqs();
  private final String queue = "turns-" + UUID.randomUUID();
  private final String url = sqs.createQueue(create -> create.queueName(queue)).queueUrl();
  private final MemoryFlags flags = new MemoryFlags();
  private final FairTurns turns = turns(5);

  @Test
  void aTenantOverItsShareWaitsWhileAnotherIsServed() {
    List<String> done = new ArrayList<>();
    nested(
        4,
        () -> {
          assertThat(turns.take(message("fifth"), "crowd", () -> done.add("fifth"))).isFalse();
          assertThat(turns.take(message("other"), "acme", () -> done.add("other"))).isTrue();
        });
    assertThat(turns.take(message("sixth"), "crowd", () -> done.add("sixth"))).isTrue();

    assertThat(done).containsExactly("other", "sixth");
    Message again =
        sqs.receiveMessage(get ->
                get.queueUrl(url)
                    .waitTimeSeconds(5)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages()
            .getFirst();
    assertThat(again.body()).isEqualTo("fifth");
    assertThat(again.attributes())
        .as("its wait was no failed try")
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
  }

  @Test
  void thereIsAlwaysOnePlace() {
    flags.set(Workplaces.SHARE, 0.0);

    assertThat(turns.take(message("a"), "crowd", () -> {})).isTrue();
    nested(1, () -> assertThat(turns.take(message("b"), "crowd", () -> {})).isFalse());
  }

  @Test
  void withAllWorkersNobodyCounts() {
    flags.set(Workplaces.SHARE, 1.0);
    nested(9, () -> assertThat(turns.take(message("tenth"), "crowd", () -> {})).isTrue());
  }

  @Test
  void workThatFailsGivesItsPlaceBack() {
    FairTurns one = turns(1);
    assertThatThrownBy(() ->
            one.take(
                message("a"),
                "crowd",
                () -> {
                  throw new IllegalStateException("broken");
                }))
        .hasMessage("broken");

    assertThat(one.take(message("b"), "crowd", () -> {})).isTrue();
  }

  @Test
  void aPlaceIsKeptForAsLongAsTheWorkTakes() {
    FairTurns one = turns(1);
    AtomicBoolean second = new AtomicBoolean(true);
    one.take(
        message("a"),
        "crowd",
        () -> {
          sleep(LEASE.multipliedBy(2));
          second.set(one.take(message("b"), "crowd", () -> {}));
        });

    assertThat(second).isFalse();
  }

  @Test
  void thePlaceOfADeadWorkerIsFreeSoon() {
    Workplaces places = places(1);
    assertThat(places.take(queue, "crowd")).isPresent();
    assertThat(turns(1).take(message("a"), "crowd", () -> {})).isFalse();

    sleep(LEASE.plusMillis(100));
    assertThat(turns(1).take(message("a"), "crowd", () -> {})).isTrue();
  }

  @Test
  void anInvocationWithoutAQueueHasNoTurn() {
    SQSMessage bare = new SQSMessage();
    FairTurns one = turns(1);

    one.take(message("a"), "crowd", () -> assertThat(one.take(bare, "crowd", () -> {})).isTrue());
  }

  /// Does something while so many of a tenant's messages are being worked on.
  private void nested(int depth, Runnable work) {
    if (depth == 0) {
      work.run();
    } else {
      assertThat(turns.take(message("work"), "crowd", () -> nested(depth - 1, work))).isTrue();
    }
  }

  private FairTurns turns(int workers) {
    return new FairTurns(
        places(workers), new Postponement(sqs, List.of(url), new Random(1), Clock.systemUTC()));
  }

  private Workplaces places(int workers) {
    return new Workplaces(
        new DynamoLeases(
            TemplateServices.dynamoDb(),
            TemplateServices.output("ControlTable"),
            () -> UUID.randomUUID().toString(),
            Clock.systemUTC()),
        flags.flags(),
        workers,
        LEASE);
  }

  private SQSMessage message(String body) {
    SQSMessage message = new SQSMessage();
    message.setBody(body);
    message.setReceiptHandle("receipt");
    message.setEventSourceArn("arn:aws:sqs:eu-central-1:000000000000:" + queue);
    message.setAttributes(Map.of());
    return message;
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
