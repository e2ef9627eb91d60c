package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.Json;
import dev.millrace.webhook.DeliveryQueue;
import dev.millrace.webhook.DeliveryRequested;
import dev.millrace.webhook.sqs.SqsDeliveryQueue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

@Tag("contract")
class SqsDeliveryQueueTest {
  private final SqsClient sqs = TemplateServices.sqs();
  private final String url = TemplateServices.output("DeliveriesQueueUrl");
  private final DeliveryQueue queue = new SqsDeliveryQueue(sqs, url);

  @Test
  void aMessageNamesItsDeliveryAndBelongsToItsEndpoint() {
    DeliveryRequested request = new DeliveryRequested("dlv_now", 1);

    queue.send(request, "ep_1", Duration.ZERO);

    Message message = receive(2);
    assertThat(Json.read(message.body(), DeliveryRequested.class)).isEqualTo(request);
    assertThat(message.attributes())
        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "ep_1");
  }

  @Test
  void aMessageIsHeldBackUntilItsTime() {
    DeliveryRequested request = new DeliveryRequested("dlv_later", 2);
    long start = System.nanoTime();

    queue.send(request, "ep_1", Duration.ofMillis(1200));

    assertThat(Json.read(receive(10).body(), DeliveryRequested.class)).isEqualTo(request);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1200));
  }

  @Test
  void aMessageCanBeHeldBackAsLongAsPromised() {
    queue.send(new DeliveryRequested("dlv_much_later", 3), "ep_1", DeliveryQueue.MAX_DELAY);
  }

  private Message receive(int waitSeconds) {
    List<Message> messages =
        sqs.receiveMessage(receive ->
                receive
                    .queueUrl(url)
                    .waitTimeSeconds(waitSeconds)
                    .maxNumberOfMessages(1)
                    .messageSystemAttributeNames(MessageSystemAttributeName.MESSAGE_GROUP_ID))
            .messages();
    assertThat(messages).hasSize(1);
    Message message = messages.getFirst();
    sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
    return message;
  }
}
