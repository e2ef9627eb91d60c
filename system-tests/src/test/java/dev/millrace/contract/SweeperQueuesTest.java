package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.Json;
import dev.millrace.sweeper.core.DeadLetters;
import dev.millrace.sweeper.core.DeadLetters.DeadLetter;
import dev.millrace.sweeper.sqs.SqsDeadLetters;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Priority;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.arrival.Arrival;
import dev.millrace.upload.s3.ObjectArrivals;
import dev.millrace.upload.sqs.SqsArrivals;
import dev.millrace.webhook.DeliveryRequested;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// What the sweeper puts into queues and takes out of them.
@Tag("contract")
class SweeperQueuesTest {
  private final SqsClient sqs = TemplateServices.sqs();
  private final String source = queue("millrace-test-source");
  private final String dead = queue("millrace-test-dead");
  private final DeadLetters<DeliveryRequested> letters =
      new SqsDeadLetters<>(sqs, dead, source, body -> Json.read(body, DeliveryRequested.class));

  @Test
  void aDeadLetterGoesBackAsItWas() {
    DeliveryRequested request = new DeliveryRequested("dlv_1", 2);
    sqs.sendMessage(
        send -> send.queueUrl(dead).messageBody(Json.write(request)).messageGroupId("ep_1"));

    DeadLetter<DeliveryRequested> letter = only(letters.receive());
    assertThat(letter.content()).isEqualTo(request);
    letters.sendBack(letter);

    Message back = take(source);
    assertThat(Json.read(back.body(), DeliveryRequested.class)).isEqualTo(request);
    assertThat(back.attributes())
        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "ep_1");
    assertThat(letters.receive()).isEmpty();
  }

  @Test
  void aDeadLetterWithoutAGroupGoesBackWithoutOne() {
    sqs.sendMessage(
        send -> send.queueUrl(dead).messageBody("{\"deliveryId\":\"dlv_1\",\"attempt\":1}"));

    letters.sendBack(only(letters.receive()));

    assertThat(take(source).body()).contains("dlv_1");
  }

  @Test
  void whatCannotBeReadIsDropped() {
    sqs.sendMessage(send -> send.queueUrl(dead).messageBody("not json"));

    assertThat(letters.receive()).isEmpty();
    assertThat(
            sqs.getQueueAttributes(get ->
                    get.queueUrl(dead)
                        .attributeNamesWithStrings(
                            "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"))
                .attributesAsStrings())
        .allSatisfy((_, count) -> assertThat(count).isEqualTo("0"));
  }

  @ParameterizedTest
  @CsvSource({"PDF, NORMAL", "PDF, HIGH", "IMAGE, NORMAL", "IMAGE, HIGH"})
  void anArrivalIsToldAsS3TellsIt(Kind kind, Priority priority) {
    ObjectKey.Original key = new ObjectKey.Original(kind == Kind.IMAGE, priority, Samples.REF);
    StoredObject object = new StoredObject(key, 42, "etag-1", "v1");
    Map<Priority, String> queues = Map.of(priority, source);
    SqsArrivals arrivals =
        new SqsArrivals(
            sqs,
            "bucket",
            kind == Kind.IMAGE ? Map.of() : queues,
            kind == Kind.IMAGE ? queues : Map.of());

    arrivals.send(object);

    assertThat(ObjectArrivals.read(take(source).body()))
        .containsExactly(new Arrival.Stored(object));
  }

  @Test
  void anArrivalInABucketWithoutVersionsHasNone() {
    StoredObject object =
        new StoredObject(
            Samples.upload(Samples.REF, Kind.PDF, 42, Instant.EPOCH).objectKey(),
            42,
            "etag-1",
            null);

    new SqsArrivals(sqs, "bucket", Map.of(Priority.NORMAL, source), Map.of()).send(object);

    assertThat(ObjectArrivals.read(take(source).body()))
        .containsExactly(new Arrival.Stored(object));
  }

  private String queue(String name) {
    String url = sqs.createQueue(create -> create.queueName(name)).queueUrl();
    sqs.purgeQueue(purge -> purge.queueUrl(url));
    return url;
  }

  private Message take(String url) {
    Message message =
        only(
            sqs.receiveMessage(receive ->
                    receive
                        .queueUrl(url)
                        .messageSystemAttributeNames(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .messages());
    sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
    return message;
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.getFirst();
  }
}
