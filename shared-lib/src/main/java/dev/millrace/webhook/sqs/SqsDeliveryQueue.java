package dev.millrace.webhook.sqs;

import dev.millrace.json.Json;
import dev.millrace.webhook.DeliveryQueue;
import dev.millrace.webhook.DeliveryRequested;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The deliveries queue. Messages are grouped by endpoint, so that SQS hands out those of quiet
/// endpoints before the backlog of a busy one (fair queues).
public final class SqsDeliveryQueue implements DeliveryQueue {
  private static final Duration ALMOST_A_SECOND = Duration.ofSeconds(1).minusNanos(1);

  private final SqsClient sqs;
  private final String queueUrl;

  public SqsDeliveryQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  @Override
  public void send(DeliveryRequested request, String endpointId, Duration delay) {
    int seconds = Math.toIntExact(delay.plus(ALMOST_A_SECOND).toSeconds());
    sqs.sendMessage(message ->
        message
            .queueUrl(queueUrl)
            .messageBody(Json.write(request))
            .messageGroupId(endpointId)
            .delaySeconds(Math.min(seconds, Math.toIntExact(MAX_DELAY.toSeconds()))));
  }
}
